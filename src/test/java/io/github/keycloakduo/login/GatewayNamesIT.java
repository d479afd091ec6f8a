package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.realm.Authenticator;
import io.github.keycloakduo.testkit.realm.Gateway;
import io.github.keycloakduo.testkit.realm.GatewayAnswer;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** User names of a direct grant that carry a passcode. */
@ExtendWith(KeycloakExtension.class)
class GatewayNamesIT {
  private static final Map<String, String> ON =
      Map.of("gateway.otp_in_username", "true", "gateway.clients", "ssh");
  private static final String QUESTION = "ticket";

  private final DuoSimulator duo;

  GatewayNamesIT(DuoSimulator duo) {
    this.duo = duo;
  }

  @Test
  void carryACodeOfTheAuthenticatorAppWhileDuoIsOutOfReach(TestRealm realm) {
    Authenticator app = Authenticator.app("secretOfAlicesApp");
    at(realm, ON, Map.of("duo.outage_factors", "otp"));
    TestUser alice = realm.users().create("alice", app);
    duo.switchOff();

    GatewayAnswer answer =
        realm.gateway("ssh").call("otp=" + app.code() + "@alice", alice.password(), Map.of());

    assertThat(answer.isIn()).as(answer.toString()).isTrue();
    assertThat(realm.events().user("LOGIN").get(0).details())
        .containsEntry("duo_outcome", "other_factor");
  }

  @ParameterizedTest
  @CsvSource({
    "otp=123456@%s, alice",
    "otp=123 456@%s, alice",
    "otp=１２３\u2011４５６@%s, alice",
    "otp=123456@%s, alice@corp.example",
    "OTP=123456@%s, alice",
    "otp=123456@%s, alice-corp-example@example.org",
    "gu=alice@otp=123456@root, alice",
    "otp~123456%%%s, alice",
    "ELSE\\otp~123456%%%s, alice",
    "CORP\\otp~123456%%alice, CORP\\alice",
    "ticket=4711@otp=123456@%s, alice@corp.example",
  })
  void letInWithTheCode(String pattern, String name, TestRealm realm) {
    allowAnyName(realm);
    at(realm, ON, Map.of("question_1.key", QUESTION, "question_1.prompt", "Ticket?"));
    TestUser alice = realm.users().create("alice");
    for (String other : new String[] {"alice@corp.example", "CORP\\alice"}) {
      realm.users().create(other);
    }
    String owner = name.startsWith("alice-corp") ? "alice@corp.example" : name;
    duo.user(owner.toLowerCase(java.util.Locale.ROOT)).passcode("123456");
    Gateway gateway = realm.gateway("ssh");

    GatewayAnswer answer =
        gateway.call(
            String.format(pattern, name),
            "password of " + owner,
            pattern.startsWith("ticket") ? Map.of() : Map.of("answer.ticket", "1"));

    assertThat(answer.isIn()).as(answer.toString()).isTrue();
    assertThat(alice).isNotNull();
    assertThat(realm.events().user("LOGIN").get(0).details())
        .containsEntry("duo_identity", owner.toLowerCase(java.util.Locale.ROOT));
  }

  @Test
  void aUserOfThatVeryNameWins(TestRealm realm) {
    allowAnyName(realm);
    at(realm, ON, Map.of());
    duo.user("otp=123456@alice").passcode("999999");
    Gateway gateway = realm.gateway("ssh");
    TestUser alice = realm.users().create("alice");
    duo.user("alice").passcode("123456");
    assertThat(gateway.call("otp=123456@alice", alice.password(), Map.of()).isIn()).isTrue();

    TestUser odd = realm.users().create("otp=123456@alice");

    assertThat(gateway.call(odd, Map.of("otp", "999999")).isIn()).isTrue();
    assertThat(duo.requests().last(Endpoint.AUTH).params())
        .containsEntry("username", "otp=123456@alice");
  }

  @Test
  void areNamesWhereTheFeatureIsOff(TestRealm realm) {
    at(realm, Map.of("gateway.clients", "ssh"), Map.of());
    TestUser alice = realm.users().create("alice");
    duo.user("alice").passcode("123456");
    Gateway gateway = realm.gateway("ssh");

    assertThat(gateway.call("otp=123456@alice", alice.password(), Map.of()).error())
        .isEqualTo("invalid_grant");
    assertThat(gateway.call(alice, Map.of("otp", "123456")).isIn()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "otp=123456@nobody",
        "otp=123456",
        "otp=123456@",
        "otp=1@otp=123456@alice",
        "port=22@otp=123456@alice",
        "otp=123456@port=22@alice",
        "alice@otp=123456"
      })
  void answerLikeAWrongPasswordWhateverElseTheyAre(String name, TestRealm realm) {
    at(realm, ON, Map.of());
    TestUser alice = realm.users().create("alice");
    duo.user("alice").passcode("123456");
    Gateway gateway = realm.gateway("ssh");
    GatewayAnswer wrong = gateway.call("alice", "wrong", Map.of());

    assertThat(gateway.call(name, alice.password(), Map.of())).isEqualTo(wrong);

    assertThat(realm.events().user("LOGIN_ERROR").toString()).doesNotContain("123456");
    assertThat(duo.requests().count(Endpoint.AUTH)).isZero();
  }

  @Test
  void areNotTakenFromOtherClientsNorShown(TestRealm realm) {
    at(realm, ON, Map.of());
    TestUser alice = realm.users().create("alice");
    duo.user("alice").passcode("123456");
    Gateway gateway = realm.gateway("stranger");

    assertThat(gateway.call("otp=123456@alice", alice.password(), Map.of()).error())
        .isEqualTo("invalid_grant");
    assertThat(realm.events().user("LOGIN_ERROR").toString())
        .contains("gateway.clients")
        .doesNotContain("123456");
  }

  /** D24: whether a client is trusted is known before any store is searched for such a name. */
  @Test
  void makeNobodySearchForTheUserOfAnotherClient(TestRealm realm) {
    allowAnyName(realm);
    at(realm, ON, Map.of());
    TestUser odd = realm.users().create("otp=123456@alice");
    duo.user("otp=123456@alice").passcode("999999");

    assertThat(realm.gateway("stranger").call(odd, Map.of("otp", "999999")).error())
        .isEqualTo("invalid_grant");
    assertThat(realm.events().user("LOGIN_ERROR").toString())
        .contains("gateway.clients")
        .doesNotContain("123456");
    assertThat(realm.gateway("ssh").call(odd, Map.of("otp", "999999")).isIn()).isTrue();
  }

  @Test
  void mayBeVeryLong(TestRealm realm) {
    at(realm, ON, Map.of());
    Gateway gateway = realm.gateway("ssh");

    // Keycloak 26.6 drops a parameter that is too long, and misses it.
    List<String> refusals = List.of("invalid_grant", "invalid_request");

    for (String piece : new String[] {"a", "otp=1@", "otp=", "@", "x=", "CORP\\"}) {
      assertThat(gateway.call(piece.repeat(10_000 / piece.length()), "wrong", Map.of()).error())
          .as(piece)
          .isIn(refusals);
    }
    assertThat(gateway.call("otp=" + "1".repeat(10_000) + "@alice", "wrong", Map.of()).error())
        .isIn(refusals);
  }

  @Test
  void letNobodyInUnderAWrongConfiguration(TestRealm realm) {
    at(realm, Map.of("gateway.otp_in_username", "perhaps"), Map.of());
    TestUser alice = realm.users().create("alice");
    duo.user("alice").passcode("123456");

    GatewayAnswer answer = realm.gateway("ssh").call(alice, Map.of("otp", "123456"));

    assertThat(answer.status()).isEqualTo(503);
    assertThat(realm.events().user("LOGIN_ERROR").get(0).details())
        .containsEntry("duo_outcome", "config_error")
        .hasEntrySatisfying(
            "reason", reason -> assertThat(reason).contains("gateway.otp_in_username"));
  }

  private void at(TestRealm realm, Map<String, String> username, Map<String, String> changes) {
    Map<String, String> config = new HashMap<>(DuoSettings.of(duo));
    config.putAll(changes);
    realm.withGatewaySteps(username, config);
  }

  /** Keycloak's own profile forbids the signs; imported users have them all the same. */
  private static void allowAnyName(TestRealm realm) {
    realm.withoutNameRules();
  }
}
