package io.github.keycloakduo.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.docs.MonitoringFiles;
import io.github.keycloakduo.login.Eventually;
import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.OwnServer;
import io.github.keycloakduo.testkit.realm.FlowStep;
import io.github.keycloakduo.testkit.realm.Gateway;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What those who run a server see of it: its metrics, refused keys, and no page unless asked for.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperationIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final Pattern SAMPLE = Pattern.compile("^(keycloak_duo_mfa_\\w+)(\\{.*})? \\S+$");
  private static final Pattern LABEL = Pattern.compile("[{,](\\w+)=\"");

  @AutoClose private final DuoSimulator watched = DuoSimulator.start();
  private final DuoSimulator duo = DuoSimulator.start();

  @AutoClose
  private final OwnServer server =
      OwnServer.start(
          duo,
          options ->
              options
                  .with(
                      "spi-authenticator--duo-mfa--allowed-hosts",
                      duo.host() + "," + watched.host())
                  .with("spi-authenticator--duo-mfa--key-watch-period", "2"));

  /** The alerting rules and the dashboard ask for them. */
  @Test
  void aServerHasEveryMetricAndLabelThatIsAskedForAfterAFewLogins() throws IOException {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH, Capability.SMS).passcode("123456");
    TestRealm realm = server.newRealm();
    Map<String, String> config = new HashMap<>(DuoSettings.of(duo));
    config.put("duo.factors", "push##sms##passcode");
    FlowStep step = realm.withDirectGrantStep("duo-mfa-direct-grant", config);
    Gateway gateway = realm.gateway("gateway");
    TestUser alice = realm.users().create("alice");
    duo.user("bob").phone("DP2", "Phone", Capability.PUSH);
    TestUser bob = realm.users().create("bob");

    assertThat(gateway.call(alice, Map.of("otp", "123456")).isIn()).isTrue();
    assertThat(gateway.call(alice, Map.of("factor", "sms")).reason()).isEqualTo("sms_sent");
    assertThat(gateway.call(bob, Map.of("wait", "false")).reason()).isEqualTo("push_sent");
    duo.pushes().awaitPending("bob", SOON);

    // Of this realm: the gauge of another test's configuration may go at any moment.
    Eventually.holds(() -> line(gauge(step)).contains("realm=\"" + realm.name() + "\""));
    Map<String, Set<String>> served = metrics();
    MonitoringFiles.metrics()
        .forEach(
            (metric, labels) -> {
              assertThat(served).containsKey(metric);
              assertThat(served.get(metric)).as(metric).containsAll(labels);
            });
    String contact = "keycloak_duo_mfa_duo_contact_total{client=\"gateway\",factor=\"";
    assertThat(server.keycloak().metrics())
        .contains(contact + "sms\",realm=\"" + realm.name() + "\"} 1.0")
        .contains(contact + "push\",realm=\"" + realm.name() + "\"} 1.0")
        .contains("keycloak_duo_mfa_breaker_open{host=\"" + duo.host() + "\"} 0.0")
        .contains("keycloak_duo_mfa_break_glass_total{realm=\"" + realm.name() + "\"} 0.0")
        .contains("keycloak_duo_mfa_pending_pushes 1.0");
  }

  /** Before anybody logs in. */
  @Test
  void keysThatDuoRefusesAreToldInLogAndMetrics() {
    TestRealm realm = server.newRealm();
    FlowStep step = realm.withBrowserStep("duo-mfa", DuoSettings.of(watched));
    Map<String, String> unused = new HashMap<>(DuoSettings.of(watched));
    unused.put("duo.ikey", "DIUNUSEDUNUSEDUNUSED");
    realm.withFlow("unused", "duo-mfa", unused);
    String gauge = gauge(step);

    Eventually.holds(() -> line(gauge).endsWith(" 1.0"));
    assertThat(line(gauge)).contains("realm=\"" + realm.name() + "\"");
    assertThat(warnings()).doesNotContain(realm.name());

    step.change(Map.of("duo.ikey", "DIWRONGWRONGWRONGWRO"));
    Eventually.holds(() -> line(gauge).endsWith(" 0.0"));
    assertThat(warnings())
        .contains(realm.name(), step.configAlias(), "Duo does not know duo.ikey")
        .doesNotContain(watched.skey())
        .doesNotContain("unused");

    step.change(Map.of("duo.ikey", watched.ikey()));
    watched.faults().clockSkew(Duration.ofMinutes(2));
    Eventually.holds(() -> warnings().contains("ms behind"));
    Eventually.holds(() -> line(gauge).endsWith(" 1.0"));

    watched.stopListening();
    Eventually.holds(() -> line(gauge).isEmpty());

    realm.close();
  }

  @Test
  void withoutTheOptionThereIsNoPageOfAdministration() {
    String page = server.keycloak().baseUrl() + "/realms/master/duo-mfa/console";

    assertThat(ConsoleAddressIT.status(page)).isEqualTo(404);
    assertThat(ConsoleAddressIT.status(page + "/settings")).isEqualTo(404);
    assertThat(server.keycloak().admin().send("POST", "/master/duo-mfa/console", Map.of()).body())
        .contains("console_off", "spi-realm-restapi-extension--duo-mfa--console");
  }

  /** The labels of each metric. */
  private Map<String, Set<String>> metrics() {
    Map<String, Set<String>> metrics = new HashMap<>();
    server
        .keycloak()
        .metrics()
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

  private String warnings() {
    return String.join(
        "\n",
        server
            .keycloak()
            .logText()
            .lines()
            .filter(line -> line.contains("configuration \""))
            .toList());
  }

  /** The first line of the metrics that begins so; empty if there is none. */
  private static String gauge(FlowStep step) {
    return "keycloak_duo_mfa_integration_ok{config=\"" + step.configAlias() + "\"";
  }

  private String line(String start) {
    return server
        .keycloak()
        .metrics()
        .lines()
        .filter(line -> line.startsWith(start))
        .findFirst()
        .orElse("");
  }
}
