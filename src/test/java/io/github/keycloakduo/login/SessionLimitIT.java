package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.realm.TestRealm;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The limit of parallel sessions, in a real Keycloak. */
@ExtendWith(KeycloakExtension.class)
class SessionLimitIT {

  @Test
  void refusesOneSessionTooManyBeforeAnybodyIsAskedForAFactor(TestRealm realm, DuoSimulator duo) {
    duo.user("alice").passcode("111111").passcode("222222");
    DuoLogin login = DuoLogin.at(realm, duo, Map.of("connection_limit.limit", "1"));
    assertThat(DuoLogin.type(login.password(), "111111").arrived()).isTrue();
    int asked = duo.requests().count(Endpoint.PREAUTH);

    Page refused = login.password(realm.browser());

    assertThat(refused.status()).isEqualTo(403);
    assertThat(login.refusals()).containsExactly("session_limit");
    assertThat(duo.requests().count(Endpoint.PREAUTH)).isEqualTo(asked);
    assertThat(realm.users().sessions(login.user())).hasSize(1);

    realm.users().logout(login.user());
    Page factor = DuoLogin.settled(login.password(realm.browser()));
    assertThat(DuoLogin.type(factor, "222222").arrived()).isTrue();
  }

  @Test
  void countsExemptUsersToo(TestRealm realm, DuoSimulator duo) {
    DuoLogin login =
        DuoLogin.at(
            realm,
            duo,
            Map.of("connection_limit.limit", "2", "whitelist.user_list.allow", "all_users"));

    assertThat(login.password(realm.browser()).arrived()).isTrue();
    assertThat(login.password(realm.browser()).arrived()).isTrue();
    assertThat(login.password(realm.browser()).arrived()).isFalse();
    assertThat(login.refusals()).containsExactly("session_limit");
  }

  @Test
  void endsTheOldestSessionIfItIsToldTo(TestRealm realm, DuoSimulator duo) {
    DuoLogin login =
        DuoLogin.at(
            realm,
            duo,
            Map.of(
                "connection_limit.limit", "1",
                "connection_limit.action", "end_oldest",
                "whitelist.user_list.allow", "all_users"));
    assertThat(login.password(realm.browser()).arrived()).isTrue();
    String first = realm.users().sessions(login.user()).get(0).path("id").asText();

    assertThat(login.password(realm.browser()).arrived()).isTrue();

    assertThat(realm.users().sessions(login.user()))
        .hasSize(1)
        .allMatch(session -> !session.path("id").asText().equals(first));
  }

  @Test
  void letsAReauthenticationPassAtTheLimit(TestRealm realm, DuoSimulator duo) {
    duo.user("alice").passcode("111111").passcode("222222");
    DuoLogin login = DuoLogin.at(realm, duo, Map.of("connection_limit.limit", "1"));
    assertThat(DuoLogin.type(login.password(), "111111").arrived()).isTrue();

    Page again =
        login
            .browser()
            .open(realm.app().loginUrl(Map.of("prompt", "login")))
            .form("#kc-form-login")
            .with("password", login.user().password())
            .submit();

    assertThat(DuoLogin.type(DuoLogin.settled(again), "222222").arrived()).isTrue();
    assertThat(realm.users().sessions(login.user())).hasSize(1);
  }
}
