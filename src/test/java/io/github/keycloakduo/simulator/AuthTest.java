package io.github.keycloakduo.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthTest {
  private static final Duration SOON = Duration.ofSeconds(5);

  @RegisterExtension
  static final RunningSimulator SIMULATOR =
      new RunningSimulator(DuoSimulator.builder().lockoutThreshold(3).smsBatchSize(2));

  @BeforeEach
  void addAlice() {
    duo()
        .user("alice")
        .phone("DPALICE", "iPhone", Capability.PUSH, Capability.SMS, Capability.PHONE)
        .passcode("123456");
  }

  @Test
  void acceptsAPasscodeOnceAndThenSaysThatItWasUsed() {
    assertOutcome(
        client().passcode("alice", "123456").send(),
        "allow",
        "allow",
        "Success. Logging you in...");
    assertOutcome(
        client().passcode("alice", "123456").send(),
        "deny",
        "deny",
        "This passcode has already been used. Please generate a new passcode and try again.");
  }

  @Test
  void refusesAWrongPasscode() {
    assertOutcome(
        client().passcode("alice", "000000").send(),
        "deny",
        "deny",
        "Incorrect passcode. Please try again.");
  }

  @Test
  void locksTheUserOutAfterTooManyWrongPasscodes() {
    for (int i = 0; i < 3; i++) {
      client().passcode("alice", "00000" + i).send();
    }
    Reply reply = client().passcode("alice", "123456").send();
    assertThat(reply.text("/response/status")).isEqualTo("locked_out");
    assertThat(client().preauth("alice").send().result()).isEqualTo("deny");
    assertThat(duo().user("alice").status()).isEqualTo(UserStatus.LOCKED_OUT);
  }

  @Test
  void forgetsWrongPasscodesAfterARightOne() {
    for (int round = 0; round < 2; round++) {
      duo().user("alice").passcode("99999" + round);
      client().passcode("alice", "000000").send();
      client().passcode("alice", "000001").send();
      assertThat(client().passcode("alice", "99999" + round).send().result()).isEqualTo("allow");
    }
  }

  @Test
  void countsTheUsesOfABypassCode() {
    duo().user("alice").bypassCode("900", 2).bypassCode("901", 0);
    assertThat(client().passcode("alice", "900").send().result()).isEqualTo("allow");
    assertThat(client().passcode("alice", "900").send().result()).isEqualTo("allow");
    assertThat(client().passcode("alice", "900").send().result()).isEqualTo("deny");
    assertThat(duo().user("alice").bypassCodes()).containsExactly("901");
  }

  @Test
  void sendsABatchOfCodesWhoseFirstDigitsDiffer() {
    Reply reply = client().auth("alice", "sms").with("device", "auto").send();
    assertOutcome(reply, "deny", "sent", "New SMS passcodes sent.");
    List<String> codes = duo().user("alice").smsCodes();
    assertThat(codes).hasSize(2);
    assertThat(codes.get(0)).startsWith("1");
    assertThat(client().passcode("alice", codes.get(1)).send().result()).isEqualTo("allow");
  }

  @Test
  void forgetsTheCodesOfAnEarlierBatch() {
    client().auth("alice", "sms").with("device", "DPALICE").send();
    String old = duo().user("alice").smsCodes().get(0);
    client().auth("alice", "sms").with("device", "DPALICE").send();
    assertThat(client().passcode("alice", old).send().result()).isEqualTo("deny");
  }

  @Test
  void givesThePasscodeOutcomeToAnAsynchronousCallerToo() {
    String txid =
        client().passcode("alice", "123456").with("async", "1").send().text("/response/txid");
    assertThat(client().status(txid).send().result()).isEqualTo("allow");
  }

  @ParameterizedTest
  @CsvSource({"BYPASS, allow, bypass", "DISABLED, deny, deny", "LOCKED_OUT, deny, locked_out"})
  void asksNobodyWhoIsNotActive(UserStatus status, String result, String word) {
    duo().user("alice").status(status);
    Reply reply = client().push("alice").send();
    assertThat(reply.result()).isEqualTo(result);
    assertThat(reply.text("/response/status")).isEqualTo(word);
  }

  @Test
  void holdsASynchronousPushUntilItIsAnswered() {
    CompletableFuture<Reply> answer =
        client()
            .push("alice")
            .with("pushinfo", "from=console%20%26%20more&realm=demo")
            .with("type", "Keycloak")
            .with("display_username", "Alice A.")
            .sendAsync();

    PendingPush push = duo().pushes().awaitPending("ALICE", SOON);
    assertThat(push.pushInfo())
        .containsEntry("from", "console & more")
        .containsEntry("realm", "demo");
    assertThat(push.type()).isEqualTo("Keycloak");
    assertThat(push.displayUsername()).isEqualTo("Alice A.");
    assertThat(answer).isNotDone();

    duo().pushes().approve("alice");
    assertOutcome(answer.join(), "allow", "allow", "Success. Logging you in...");
    assertThat(duo().pushes().pending()).isEmpty();
  }

  @Test
  void deniesAndReportsFraud() {
    CompletableFuture<Reply> denied = client().push("alice").sendAsync();
    duo().pushes().awaitPending("alice", SOON);
    duo().pushes().deny("alice");
    assertOutcome(denied.join(), "deny", "deny", "Login request denied.");

    CompletableFuture<Reply> fraud = client().push("alice").sendAsync();
    duo().pushes().awaitPending("alice", SOON);
    duo().pushes().fraud("alice");
    assertOutcome(fraud.join(), "deny", "fraud", "Login request reported as fraudulent.");
  }

  @Test
  void letsAPushTimeOut() {
    duo().pushTimeout(Duration.ofMillis(50));
    assertOutcome(client().push("alice").send(), "deny", "timeout", "Login timed out.");
  }

  @Test
  void choosesTheBestFactorItself() {
    CompletableFuture<Reply> answer =
        client().auth("alice", "auto").with("device", "auto").sendAsync();
    assertThat(duo().pushes().awaitPending("alice", SOON).factor()).isEqualTo(Factor.PUSH);
    duo().pushes().approve("alice");
    assertThat(answer.join().result()).isEqualTo("allow");
  }

  private static void assertOutcome(Reply reply, String result, String status, String message) {
    assertThat(reply.result()).isEqualTo(result);
    assertThat(reply.text("/response/status")).isEqualTo(status);
    assertThat(reply.text("/response/status_msg")).isEqualTo(message);
  }

  private static DuoSimulator duo() {
    return SIMULATOR.duo();
  }

  private static TestClient client() {
    return SIMULATOR.client();
  }
}
