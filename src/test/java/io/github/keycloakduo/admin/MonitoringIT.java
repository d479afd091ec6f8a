package io.github.keycloakduo.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.docs.MonitoringFiles;
import io.github.keycloakduo.login.Eventually;
import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.browser.ClientApp;
import io.github.keycloakduo.testkit.realm.Gateway;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import io.github.keycloakduo.testkit.server.Http;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import io.github.keycloakduo.testkit.server.ServerOptions;
import io.github.keycloakduo.testkit.server.ZipKeycloak;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A server's metrics are those that the alerting rules and the dashboard ask for. */
class MonitoringIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Pattern SAMPLE = Pattern.compile("^(keycloak_duo_mfa_\\w+)(\\{.*})? \\S+$");
  private static final Pattern LABEL = Pattern.compile("[{,](\\w+)=\"");

  @Test
  void aServerHasEveryMetricAndLabelThatIsAskedForAfterAFewLogins() throws IOException {
    try (DuoSimulator duo = DuoSimulator.start();
        ClientApp app = ClientApp.start();
        KeycloakUnderTest keycloak =
            ZipKeycloak.start(
                ServerOptions.defaults()
                    .with("spi-authenticator--duo-mfa--allowed-hosts", duo.host())
                    .with("spi-authenticator--duo-mfa--key-watch-period", "2"))) {
      duo.user("alice").phone("DP1", "Phone", Capability.PUSH, Capability.SMS).passcode("123456");
      TestRealm realm = TestRealm.create(keycloak, app.redirectUri());
      Map<String, String> config = new HashMap<>(DuoSettings.of(duo));
      config.put("duo.factors", "push##sms##passcode");
      realm.withDirectGrantStep("duo-mfa-direct-grant", config);
      Gateway gateway = realm.gateway("gateway");
      TestUser alice = realm.users().create("alice");
      duo.user("bob").phone("DP2", "Phone", Capability.PUSH);
      TestUser bob = realm.users().create("bob");

      assertThat(gateway.call(alice, Map.of("otp", "123456")).isIn()).isTrue();
      assertThat(gateway.call(alice, Map.of("factor", "sms")).reason()).isEqualTo("sms_sent");
      assertThat(gateway.call(bob, Map.of("wait", "false")).reason()).isEqualTo("push_sent");
      duo.pushes().awaitPending("bob", SOON);

      Eventually.holds(() -> metrics(keycloak).containsKey("keycloak_duo_mfa_integration_ok"));
      Map<String, Set<String>> served = metrics(keycloak);
      MonitoringFiles.metrics()
          .forEach(
              (metric, labels) -> {
                assertThat(served).containsKey(metric);
                assertThat(served.get(metric)).as(metric).containsAll(labels);
              });
      String contact = "keycloak_duo_mfa_duo_contact_total{client=\"gateway\",factor=\"";
      assertThat(body(keycloak))
          .contains(contact + "sms\",realm=\"" + realm.name() + "\"} 1.0")
          .contains(contact + "push\",realm=\"" + realm.name() + "\"} 1.0")
          .contains("keycloak_duo_mfa_breaker_open{host=\"" + duo.host() + "\"} 0.0")
          .contains("keycloak_duo_mfa_break_glass_total{realm=\"" + realm.name() + "\"} 0.0")
          .contains("keycloak_duo_mfa_pending_pushes 1.0");
    }
  }

  /** The labels of each metric. */
  private static Map<String, Set<String>> metrics(KeycloakUnderTest keycloak) {
    Map<String, Set<String>> metrics = new HashMap<>();
    body(keycloak)
        .lines()
        .map(SAMPLE::matcher)
        .filter(Matcher::matches)
        .forEach(
            sample -> {
              Set<String> labels =
                  metrics.computeIfAbsent(sample.group(1), none -> new TreeSet<>());
              if (sample.group(2) != null) {
                LABEL
                    .matcher(sample.group(2))
                    .results()
                    .forEach(label -> labels.add(label.group(1)));
              }
            });
    return metrics;
  }

  private static String body(KeycloakUnderTest keycloak) {
    return Http.send(HttpRequest.newBuilder(URI.create(keycloak.managementUrl() + "/metrics")))
        .body();
  }
}
