package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.PendingPush;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.realm.CibaClient;
import io.github.keycloakduo.testkit.realm.FlowStep;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import io.github.keycloakduo.testkit.realm.TokenResponse;
import io.github.keycloakduo.testkit.realm.UserEvent;
import io.github.keycloakduo.testkit.server.ServerOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A person called alice, a client that asks for her logins, and a configuration for it. */
public record CibaLogin(
    TestRealm realm, CibaClient client, TestUser user, FlowStep step, DuoSimulator duo) {
  static final Duration SOON = Duration.ofSeconds(60);
  private static final Duration USUAL_EXPIRY = Duration.ofSeconds(120);

  /** With this channel in use. */
  public static ServerOptions on(ServerOptions options) {
    return options
        .withBuild("spi-ciba-auth-channel--duo-push--enabled", "true")
        .withBuild("spi-ciba-auth-channel--provider", "duo-push");
  }

  static CibaLogin at(TestRealm realm, DuoSimulator duo, Map<String, String> changes) {
    return at(realm, duo, USUAL_EXPIRY, changes);
  }

  static CibaLogin at(
      TestRealm realm, DuoSimulator duo, Duration expiry, Map<String, String> changes) {
    Map<String, String> config = new HashMap<>(DuoSettings.of(duo));
    config.putAll(changes);
    TestUser user = realm.users().create("alice");
    FlowStep step = realm.withBrowserStep("duo-mfa", config);
    CibaLogin login = new CibaLogin(realm, CibaClient.create(realm, expiry), user, step, duo);
    login.choose(step.configAlias());
    return login;
  }

  /** Makes the configuration of this alias the one for CIBA. */
  void choose(String alias) {
    CibaClient.attributes(realm.admin(), Map.of("duoMfaCibaConfig", alias));
  }

  /** Has the client's tokens say what a note of the user session says. */
  void noteInToken(String note) {
    String id =
        realm.admin().get("/clients?clientId=" + client.clientId()).get(0).path("id").asText();
    realm
        .admin()
        .create(
            "/clients/" + id + "/protocol-mappers/models",
            Map.of(
                "name",
                note,
                "protocol",
                "openid-connect",
                "protocolMapper",
                "oidc-usersessionmodel-note-mapper",
                "config",
                Map.of(
                    "user.session.note",
                    note,
                    "claim.name",
                    note.replace('.', '-'),
                    "jsonType.label",
                    "String",
                    "access.token.claim",
                    "true")));
  }

  String start() {
    return client.start(user.username(), Map.of());
  }

  String start(String bindingMessage) {
    return client.start(user.username(), Map.of("binding_message", bindingMessage));
  }

  PendingPush push() {
    return duo.pushes().awaitPending(user.username(), SOON);
  }

  /** Alice approves the push; the answer of the client's polling. */
  TokenResponse approved(String requestId) {
    push();
    duo.pushes().approve(user.username());
    return client.await(requestId);
  }

  /** A request of which nobody is asked, and its outcome. */
  String refusedOutcome() {
    TokenResponse answer = client.await(start());
    assertThat(answer.error()).isEqualTo("access_denied");
    List<String> refusals = refusals();
    return refusals.get(refusals.size() - 1);
  }

  List<String> refusals() {
    return realm.events().user("LOGIN_ERROR").stream()
        .map(event -> event.details().getOrDefault("duo_outcome", event.error()))
        .toList();
  }

  String reason() {
    List<UserEvent> events = realm.events().user("LOGIN_ERROR");
    return events.get(events.size() - 1).details().getOrDefault("reason", "");
  }
}
