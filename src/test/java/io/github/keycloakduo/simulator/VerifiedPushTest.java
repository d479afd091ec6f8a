package io.github.keycloakduo.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class VerifiedPushTest {
  private static final Duration SOON = Duration.ofSeconds(5);

  @RegisterExtension static final RunningSimulator SIMULATOR = new RunningSimulator();

  @BeforeEach
  void addVera() {
    duo().user("vera").phone("DPVERA", "iPhone", Capability.PUSH).verifiedPush(true);
  }

  @Test
  void offersACodeOnlyToClientsThatCanShowIt() {
    Reply without = client().preauth("vera").send();
    assertThat(without.json().at("/response/verification_code").isMissingNode()).isTrue();

    Reply with = offer();
    assertThat(with.result()).isEqualTo("auth");
    assertThat(with.text("/response/verification_code")).matches("\\d{3}");
    assertThat(with.json().at("/response/expiration").isInt()).isTrue();
  }

  @Test
  void refusesAPushWithoutTheTransactionOfTheOffer() {
    assertTxidRefused(client().push("vera").send());
    assertTxidRefused(client().push("vera").with("txid", "made-up").send());
  }

  @Test
  void refusesTheOfferOfAnotherUserAndOneThatWasUsed() {
    duo().user("alice").phone("DPALICE", "iPhone", Capability.PUSH).verifiedPush(true);
    assertTxidRefused(client().push("alice").with("txid", txid(offer())).send());

    String once = txid(offer());
    client().push("vera").with("txid", once).with("async", "1").send();
    assertTxidRefused(client().push("vera").with("txid", once).send());
  }

  @Test
  void waitsForTheCodeThatTheLoginShows() {
    Reply offer = offer();
    String code = offer.text("/response/verification_code");
    String txid =
        client()
            .push("vera")
            .with("txid", txid(offer))
            .with("async", "1")
            .send()
            .text("/response/txid");
    Reply first = client().status(txid).send();
    assertThat(first.text("/response/status_msg"))
        .isEqualTo("Please enter verification code " + code + " into Duo Mobile...");
    CompletableFuture<Reply> outcome = client().status(txid).sendAsync();

    assertThat(duo().pushes().awaitPending("vera", SOON).verificationCode()).contains(code);
    assertThatThrownBy(() -> duo().pushes().approve("vera")).hasMessageContaining("code");
    assertThat(duo().pushes().approveWithCode("vera", "wrong")).isFalse();
    assertThat(outcome).isNotDone();
    assertThat(duo().pushes().approveWithCode("vera", code)).isTrue();

    assertThat(outcome.join().result()).isEqualTo("allow");
  }

  private static void assertTxidRefused(Reply reply) {
    assertThat(reply.code()).isEqualTo(40002);
    assertThat(reply.text("/message_detail")).isEqualTo("txid");
  }

  private static Reply offer() {
    return client().preauth("vera").with("client_supports_verified_push", "1").send();
  }

  private static String txid(Reply offer) {
    return offer.text("/response/txid");
  }

  private static DuoSimulator duo() {
    return SIMULATOR.duo();
  }

  private static TestClient client() {
    return SIMULATOR.client();
  }
}
