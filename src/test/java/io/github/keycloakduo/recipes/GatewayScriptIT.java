package io.github.keycloakduo.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import io.github.keycloakduo.testkit.server.NeedsPrograms;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The gateway in one file at a real server. */
@ExtendWith(KeycloakExtension.class)
@NeedsPrograms({"sh", "curl", "jq"})
class GatewayScriptIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  private final DuoSimulator duo;
  private final Path work;

  GatewayScriptIT(DuoSimulator duo, @TempDir Path work) {
    this.duo = duo;
    this.work = work;
  }

  @Test
  void asksEveryQuestionAndThenWaitsForThePush(TestRealm realm) throws Exception {
    TestUser alice =
        alice(realm, Map.of("question_1.key", "ticket", "question_1.prompt", "Ticket?"));

    Process login =
        scripts(realm).startGateway(alice.password() + "\nA & B\n", "alice", "198.51.100.7");
    duo.pushes().awaitPending("alice", SOON);
    duo.pushes().approve("alice");
    RecipeScripts.Run run = RecipeScripts.finished(login);

    assertThat(run.status()).as(run.toString()).isZero();
    assertThat(run.err()).contains("Ticket?").containsOnlyOnce("Approve the request");
    assertThat(run.out().split("\\.")).hasSize(3);
    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(1);
  }

  @Test
  void aTextMessageAndAUsedPasscodeAreOneLogin(TestRealm realm) {
    TestUser alice = alice(realm, Map.of("duo.factors", "passcode##sms"));
    duo.user("alice").passcode("123456");
    String typed = alice.password() + "\n123456\n";
    assertThat(scripts(realm).gateway(typed, "alice").status()).isZero();

    RecipeScripts.Run run = scripts(realm).gateway(alice.password() + "\nsms\n123456\n", "alice");

    // The passcode is used, and the script is at the end of what was typed.
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("text message", "already been used");
  }

  @Test
  void saysWhyAnAddressIsRefused(TestRealm realm) {
    TestUser alice = alice(realm, Map.of());

    RecipeScripts.Run run = scripts(realm).gateway(alice.password() + "\n", "alice", "cafe.de");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("client_ip");
    assertThat(duo.requests().count(Endpoint.AUTH)).isZero();
  }

  @Test
  void showsThatARequestOfAnotherSignInIsOpen(TestRealm realm) throws Exception {
    TestUser alice = alice(realm, Map.of());
    duo.user("alice").passcode("123456");
    Process first = scripts(realm).startGateway(alice.password() + "\n", "alice", "198.51.100.7");
    duo.pushes().awaitPending("alice", SOON);

    RecipeScripts.Run second =
        scripts(realm).gateway(alice.password() + "\n123456\n", "alice", "203.0.113.5");

    assertThat(second.status()).as(second.toString()).isZero();
    assertThat(second.err()).contains("another sign-in is open");
    assertThat(
            duo.requests().all(Endpoint.AUTH).stream()
                .map(request -> request.params().get("factor")))
        .isEqualTo(List.of("push", "passcode"));
    duo.pushes().approve("alice");
    assertThat(RecipeScripts.finished(first).status()).isZero();
  }

  private TestUser alice(TestRealm realm, Map<String, String> changes) {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH, Capability.SMS);
    Map<String, String> config = new HashMap<>(DuoSettings.of(duo));
    config.put("gateway.clients", "gateway");
    config.putAll(changes);
    realm.withDirectGrantStep("duo-mfa-direct-grant", config);
    realm.gateway("gateway");
    return realm.users().create("alice");
  }

  private RecipeScripts scripts(TestRealm realm) {
    return RecipeScripts.of(realm.app().realmUrl(), "secret of gateway", work);
  }
}
