package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.NewRealm;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.realm.FlowStep;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.UserEvent;
import io.github.keycloakduo.testkit.server.KeycloakLine;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(KeycloakExtension.class)
class ConfigurationIT {

  /** One realm for all: making one takes longer than the login. */
  private static final Map<String, String> WRONG =
      Map.ofEntries(
          Map.entry("duo.ikey", ""),
          Map.entry("duo.skey", ""),
          Map.entry("duo.host", "api.example.com"),
          Map.entry("duo.timeout", "601"),
          Map.entry("duo.ignore_conn_err", "maybe"),
          Map.entry("duo.ignore_server_err", "1"),
          Map.entry("duo.mode", "iframe"),
          Map.entry("duo.factors", "telepathy"),
          Map.entry("duo.autopush", "on"),
          Map.entry("duo.push_info", "x"),
          Map.entry("duo.push_limit", "-1"),
          Map.entry("duo.ca_certificates", "nonsense"),
          Map.entry("duo.unenrolled", "allow"),
          Map.entry("auth.disable_echo", "x"),
          Map.entry("https_proxy.port", "0"),
          Map.entry("https_proxy.username", "somebody"),
          Map.entry("duo.typo", "true"));

  @Test
  void aWrongValueLetsNobodyInAndIsNamed(
      TestRealm realm, DuoSimulator duo, KeycloakUnderTest keycloak) {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH);
    // Fail-open must not help: a wrong configuration is no outage.
    DuoLogin login = DuoLogin.at(realm, duo, Map.of("duo.ignore_conn_err", "true"));
    Map<String, String> right = new HashMap<>(DuoSettings.of(duo));
    right.put("duo.ignore_conn_err", "true");

    WRONG.forEach(
        (key, value) -> {
          realm.events().clear();
          login.step().change(Map.of(key, value));

          Page refused = login.password(realm.browser());

          assertThat(refused.status()).as(key).isEqualTo(503);
          assertThat(refused.element("#duo-outcome").attr("data-outcome"))
              .as(key)
              .isEqualTo("config_error");
          assertThat(refused.text()).doesNotContain(key);
          UserEvent event = realm.events().user("LOGIN_ERROR").get(0);
          assertThat(event.details()).as(key).containsEntry("duo_outcome", "config_error");
          assertThat(event.details().get("reason")).contains(key);
          assertThat(event.userId()).isEqualTo(login.user().id());
          assertThat(keycloak.logText()).contains("config_error: " + event.details().get("reason"));
          restore(login, key, right);
        });
    assertThat(duo.requests().count(Endpoint.PREAUTH)).isZero();
    assertThat(DuoLogin.settled(login.password(realm.browser())).has("#kc-duo-form")).isTrue();
  }

  private static void restore(DuoLogin login, String key, Map<String, String> right) {
    if (right.containsKey(key)) {
      login.step().change(Map.of(key, right.get(key)));
    } else {
      login.step().remove(key);
    }
  }

  @Test
  @NewRealm
  void aWrongValueIsInTheLogOnceItIsSaved(
      TestRealm realm, DuoSimulator duo, KeycloakUnderTest keycloak) {
    DuoLogin login = DuoLogin.at(realm, duo, Map.of());

    login.step().change(Map.of("duo.timeout", "sixty"));

    Eventually.holds(() -> !warned(keycloak, realm).isEmpty());
    assertThat(warned(keycloak, realm))
        .allSatisfy(
            line ->
                assertThat(line)
                    .contains("WARN", "configuration \"" + login.step().configAlias() + "\": ")
                    .contains("duo.timeout: invalid value \"sixty\"", "1 to 600")
                    .doesNotContain(duo.skey(), "missing"));
  }

  @Test
  @NewRealm
  void aWrongValueIsInTheLogOfEveryConfigurationThatSharesIt(
      TestRealm realm, DuoSimulator duo, KeycloakUnderTest keycloak) {
    DuoLogin login = DuoLogin.at(realm, duo, Map.of());
    FlowStep sharing =
        realm.withDirectGrantStep(
            "duo-mfa-direct-grant", Map.of("shared.config", login.step().configAlias()));

    // Right for a browser, and not for a direct grant.
    login.step().change(Map.of("duo.mode", "universal"));

    Eventually.holds(() -> !warned(keycloak, realm).isEmpty());
    assertThat(warned(keycloak, realm).toString())
        .contains("duo.mode", "direct grant", sharing.configAlias());
  }

  /** As a new execution gets its configuration in the admin console. */
  @Test
  @NewRealm
  void theFirstConfigurationOfAStepIsCheckedToo(TestRealm realm, KeycloakUnderTest keycloak) {
    realm.withBrowserStep("duo-mfa", Map.of("duo.ikey", "DIXXXXXXXXXXXXXXXXXX"));

    Eventually.holds(() -> !warned(keycloak, realm).isEmpty());
    assertThat(warned(keycloak, realm))
        .allSatisfy(line -> assertThat(line).contains("duo.skey is missing", "duo.host"));
  }

  private static List<String> warned(KeycloakUnderTest keycloak, TestRealm realm) {
    String start = "A saved configuration makes every login fail: realm " + realm.name() + ",";
    return keycloak.logText().lines().filter(line -> line.contains(start)).toList();
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
    if (KeycloakLine.isAtLeast("26.7")) {
      // Older versions show administrators a configuration as it is; the vault hides secrets there.
      assertThat(login.step().config().get("duo.skey")).isEqualTo("**********");
      assertThat(realm.export()).contains(duo.ikey()).doesNotContain(duo.skey());
    }
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
