package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.UserEvent;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(KeycloakExtension.class)
class ConfigurationIT {

  @ParameterizedTest
  @CsvSource({
    "duo.ikey, ''",
    "duo.skey, ''",
    "duo.host, api.example.com",
    "duo.timeout, 601",
    "duo.ignore_conn_err, maybe",
    "duo.ignore_server_err, 1",
    "duo.mode, iframe",
    "duo.factors, telepathy",
    "duo.autopush, on",
    "duo.push_info, x",
    "duo.push_limit, -1",
    "duo.ca_certificates, nonsense",
    "duo.unenrolled, allow",
    "auth.disable_echo, x",
    "https_proxy.port, 0",
    "https_proxy.username, somebody",
    "duo.typo, true"
  })
  void aWrongValueLetsNobodyInAndIsNamed(
      String key, String value, TestRealm realm, DuoSimulator duo, KeycloakUnderTest keycloak) {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH);
    // Fail-open must not help: a wrong configuration is no outage.
    DuoLogin login = DuoLogin.at(realm, duo, Map.of("duo.ignore_conn_err", "true"));
    login.step().change(Map.of(key, value));

    Page refused = login.password();

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.element("#duo-outcome").attr("data-outcome")).isEqualTo("config_error");
    assertThat(refused.text()).doesNotContain(key);
    UserEvent event = realm.events().user("LOGIN_ERROR").get(0);
    assertThat(event.details()).containsEntry("duo_outcome", "config_error");
    assertThat(event.details().get("reason")).contains(key);
    assertThat(event.userId()).isEqualTo(login.user().id());
    assertThat(keycloak.logText()).contains("config_error: " + event.details().get("reason"));
    assertThat(duo.requests().count(Endpoint.PREAUTH)).isZero();
  }

  @Test
  void noConfigurationLetsNobodyIn(TestRealm realm, DuoSimulator duo) {
    DuoLogin login = DuoLogin.at(realm, duo, Map.of());
    realm.admin().delete("/authentication/config/" + login.step().configId());

    assertThat(login.password().status()).isEqualTo(503);
    assertThat(login.refusals()).containsExactly("config_error");
  }

  @Test
  void secretsAndPasscodesShowUpNowhere(
      TestRealm realm, DuoSimulator duo, KeycloakUnderTest keycloak) {
    String code = "739251846";
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH).passcode(code);
    DuoLogin login =
        DuoLogin.at(realm, duo, Map.of("https_proxy.password", "canary-proxy-password"));
    login.password(); // refused: a password without a server
    login.step().remove("https_proxy.password");
    assertThat(DuoLogin.type(DuoLogin.settled(login.password(realm.browser())), code).arrived())
        .isTrue();

    assertThat(keycloak.logText()).doesNotContain(duo.skey(), "canary-proxy-password", code);
    assertThat(login.step().config().get("duo.skey")).isEqualTo("**********");
    assertThat(realm.export()).contains(duo.ikey()).doesNotContain(duo.skey());
    assertThat(realm.events().user().toString()).doesNotContain(code, duo.skey());
  }

  @Test
  void aChangeDuringALoginBeginsItAnew(TestRealm realm, DuoSimulator duo) {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH);
    DuoLogin login = DuoLogin.at(realm, duo, Map.of());

    Page waiting = DuoLogin.press(login.password(), "push");
    login.step().change(Map.of("duo.timeout", "50"));
    duo.pushes().approve("alice");

    assertThat(DuoLogin.settled(waiting.reload()).has("#kc-duo-form")).isTrue();
  }
}
