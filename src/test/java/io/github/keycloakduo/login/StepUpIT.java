package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.UserStatus;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.browser.PlainBrowser;
import io.github.keycloakduo.testkit.realm.Authenticator;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A step-up to a higher level of authentication: nothing but a factor counts. */
@ExtendWith(KeycloakExtension.class)
class StepUpIT {
  private static final Map<String, String> GOLD = Map.of("acr_values", "gold");

  private static final Map<String, String> GRACE = DuoSettings.grace(5);

  private final DuoSimulator duo;

  StepUpIT(DuoSimulator duo) {
    this.duo = duo;
  }

  @Test
  void aFactorGivesTheHigherLevel(TestRealm realm) {
    TestUser alice = alice(realm, Map.of());
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH).passcode("123456");

    Page end = DuoLogin.type(DuoLogin.settled(login(realm, realm.browser(), alice)), "123456");

    assertThat(end.arrived()).as(end.toString()).isTrue();
    assertThat(realm.app().exchange(end.code()).idClaims().path("acr").asText()).isEqualTo("gold");
  }

  @Test
  void anExemptUserIsAskedAllTheSame(TestRealm realm) {
    TestUser alice = alice(realm, Map.of("whitelist.user_list.allow", "all_users"));
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH);

    assertThat(DuoLogin.settled(login(realm, realm.browser(), alice)).has("#kc-duo-form")).isTrue();
  }

  @Test
  void anEarlierMfaDoesNotCount(TestRealm realm) {
    TestUser alice = alice(realm, GRACE);
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH).passcode("123456");
    assertThat(
            DuoLogin.type(DuoLogin.settled(login(realm, realm.browser(), alice)), "123456")
                .arrived())
        .isTrue();

    assertThat(DuoLogin.settled(login(realm, realm.browser(), alice)).has("#kc-duo-form")).isTrue();
  }

  @Test
  void duosBypassDoesNotCountEither(TestRealm realm) {
    TestUser alice = alice(realm, Map.of());
    duo.user("alice").status(UserStatus.BYPASS);

    Page refused = DuoLogin.settled(login(realm, realm.browser(), alice));

    assertThat(refused.status()).isEqualTo(403);
    assertThat(realm.events().user("LOGIN_ERROR").get(0).details())
        .containsEntry("duo_outcome", "duo_denied");
  }

  @Test
  void duosBypassThatDoesNotCountEndsNoEarlierMfa(TestRealm realm) {
    TestUser alice = alice(realm, GRACE);
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH).passcode("123456");
    DuoLogin.type(DuoLogin.settled(login(realm, realm.browser(), alice)), "123456");
    duo.user("alice").status(UserStatus.BYPASS);

    assertThat(DuoLogin.settled(login(realm, realm.browser(), alice)).status()).isEqualTo(403);

    assertThat(realm.admin().get("/duo-mfa/grace?username=alice")).hasSize(1);
  }

  @Test
  void anOutageLetsNobodyUp(TestRealm realm) {
    TestUser alice = alice(realm, Map.of("duo.ignore_conn_err", "true"));
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH);
    duo.stopListening();
    try {
      assertThat(DuoLogin.settled(login(realm, realm.browser(), alice)).status()).isEqualTo(503);
    } finally {
      duo.resume();
    }
  }

  @Test
  void anotherFactorInAnOutageLetsUp(TestRealm realm) {
    Authenticator app = Authenticator.app("secretOfAlicesApp");
    Map<String, String> config = new HashMap<>(DuoSettings.of(duo));
    config.putAll(Map.of("duo.ignore_conn_err", "true", "duo.outage_factors", "otp"));
    realm.withStepUp("duo-mfa", config);
    TestUser alice = realm.users().create("alice", app);
    duo.stopListening();
    try {
      Page page = DuoLogin.settled(login(realm, realm.browser(), alice));
      Page end = page.form("#kc-duo-other-form").with("otp", app.code()).submit();

      assertThat(end.arrived()).as(end.toString()).isTrue();
      assertThat(realm.app().exchange(end.code()).idClaims().path("acr").asText())
          .isEqualTo("gold");
    } finally {
      duo.resume();
    }
  }

  private static TestUser alice(TestRealm realm, Map<String, String> changes, DuoSimulator duo) {
    Map<String, String> config = new HashMap<>(DuoSettings.of(duo));
    config.putAll(changes);
    realm.withStepUp("duo-mfa", config);
    return realm.users().create("alice");
  }

  private TestUser alice(TestRealm realm, Map<String, String> changes) {
    return alice(realm, changes, duo);
  }

  private static Page login(TestRealm realm, PlainBrowser browser, TestUser user) {
    return browser
        .open(realm.app().loginUrl(GOLD))
        .form("#kc-form-login")
        .with("username", user.username())
        .with("password", user.password())
        .submit();
  }
}
