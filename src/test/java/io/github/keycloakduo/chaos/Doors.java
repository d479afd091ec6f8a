package io.github.keycloakduo.chaos;

import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.browser.PlainBrowser;
import io.github.keycloakduo.testkit.realm.CibaClient;
import io.github.keycloakduo.testkit.realm.FlowStep;
import io.github.keycloakduo.testkit.realm.Gateway;
import io.github.keycloakduo.testkit.realm.TestRealm;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The doors of a realm that are kept by the step: browser, gateway, and CIBA. */
record Doors(
    DuoSimulator duo,
    TestRealm realm,
    Phones phones,
    Gateway gateway,
    CibaClient client,
    HttpClient browsers) {
  /** How much longer a CIBA request lasts than the wait for its push. */
  private static final Duration CIBA_MARGIN = Duration.ofSeconds(10);

  /**
   * Puts the step into the realm's flows.
   *
   * @param changes to the configuration that all doors share
   */
  static Doors open(DuoSimulator duo, TestRealm realm, Phones phones, Map<String, String> changes) {
    Map<String, String> config = new HashMap<>(DuoSettings.of(duo));
    config.put("duo.factors", "push##sms##passcode");
    config.put("duo.unenrolled", "enroll");
    config.put("duo.timeout", "20");
    config.putAll(changes);
    FlowStep step = realm.withBrowserStep("duo-mfa", config);
    realm.withDirectGrantStep("duo-mfa-direct-grant", config);
    Duration timeout = Duration.ofSeconds(Long.parseLong(config.getOrDefault("duo.timeout", "60")));
    CibaClient client = CibaClient.create(realm, timeout.plus(CIBA_MARGIN));
    CibaClient.attributes(realm.admin(), Map.of("duoMfaCibaConfig", step.configAlias()));
    HttpClient browsers =
        HttpClient.newBuilder()
            .sslContext(duo.clientContext())
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    return new Doors(duo, realm, phones, realm.gateway("gateway"), client, browsers);
  }

  /** A login that has not begun. */
  LoginDriver login(Person person) {
    return switch (person.kind()) {
      case GATEWAY_PASSCODE, GATEWAY_PUSH, GATEWAY_POLLED_PUSH ->
          new GatewayLogin(person, realm, duo, gateway);
      case CIBA_PUSH -> new BackchannelLogin(person, realm, duo, client);
      default -> new BrowserLogin(person, realm, duo, phones, browser());
    };
  }

  private PlainBrowser browser() {
    return realm.browser().over(browsers);
  }
}
