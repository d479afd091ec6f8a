package io.github.keycloakduo.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.NewRealm;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.realm.AdminEvent;
import io.github.keycloakduo.testkit.realm.Gateway;
import io.github.keycloakduo.testkit.realm.GatewayAnswer;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import io.github.keycloakduo.testkit.realm.UserEvent;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An administrator lets one user in without a factor for some minutes. */
@ExtendWith(KeycloakExtension.class)
class BreakGlassIT {
  private static final String REASON = "phone lost, ticket 4711";
  private static final Map<String, Object> GRANT =
      Map.of("username", "alice", "reason", REASON, "minutes", 30);
  private static final Map<String, String> GRACE = DuoSettings.grace(5);

  private final DuoSimulator duo;

  BreakGlassIT(DuoSimulator duo) {
    this.duo = duo;
  }

  @BeforeEach
  void enrolAlice() {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH).passcode("123456");
  }

  private static Page logIn(TestRealm realm, TestUser user) {
    return realm
        .browser()
        .open(realm.app().loginUrl())
        .form("#kc-form-login")
        .with("username", user.username())
        .with("password", user.password())
        .submit();
  }

  private static int status(TestRealm realm, String method, String query, @Nullable Object body) {
    return realm.admin().send(method, "/duo-mfa/break-glass" + query, body).statusCode();
  }

  private static JsonNode list(TestRealm realm) {
    return realm.admin().get("/duo-mfa/break-glass");
  }

  @Test
  @NewRealm
  void theUserPassesABrowserLoginWithoutDuoAndEventLogAndMetricSayWhy(
      TestRealm realm, KeycloakUnderTest keycloak) {
    Map<String, String> config = new HashMap<>(DuoSettings.of(duo));
    config.putAll(GRACE);
    config.put("logging.log_level", "critical");
    realm.withBrowserStep("duo-mfa", config);
    TestUser alice = realm.users().create("alice");
    TestUser bob = realm.users().create("bob");
    realm.admin().post("/duo-mfa/break-glass", GRANT);

    Page end = logIn(realm, alice);

    assertThat(end.arrived()).as(end.toString()).isTrue();
    assertThat(duo.requests().count(Endpoint.PREAUTH)).isZero();
    UserEvent event = realm.events().user("LOGIN").get(0);
    assertThat(event.userId()).isEqualTo(alice.id());
    assertThat(event.details()).containsEntry("duo_outcome", "exempt_user");
    assertThat(event.details().get("duo_reason")).contains("break-glass", REASON);
    assertThat(keycloak.logText().lines())
        .filteredOn(line -> line.contains("realm " + realm.name() + ", exempt_user"))
        .singleElement()
        .asString()
        .contains("WARN", "break-glass", REASON, "user alice");
    assertThat(keycloak.metrics())
        .contains("keycloak_duo_mfa_break_glass_total{realm=\"" + realm.name() + "\"} 1.0");
    assertThat(realm.app().exchange(end.code()).idClaims().has("amr")).isFalse();
    assertThat(realm.admin().get("/duo-mfa/grace")).isEmpty();
    // Another user is asked as ever.
    assertThat(logIn(realm, bob).arrived()).isFalse();
  }

  @Test
  void theUserPassesADirectGrant(TestRealm realm) {
    realm.withDirectGrantStep("duo-mfa-direct-grant", DuoSettings.of(duo));
    Gateway gateway = realm.gateway("gateway");
    TestUser alice = realm.users().create("alice");
    realm.admin().post("/duo-mfa/break-glass", GRANT);

    GatewayAnswer answer = gateway.call(alice, Map.of());

    assertThat(answer.isIn()).as(answer.toString()).isTrue();
    assertThat(realm.events().user("LOGIN").get(0).details().get("duo_reason")).contains(REASON);
    assertThat(duo.requests().count(Endpoint.PREAUTH)).isZero();
  }

  @Test
  void aStepUpAsksForAFactorAllTheSame(TestRealm realm) {
    realm.withStepUp("duo-mfa", DuoSettings.of(duo));
    TestUser alice = realm.users().create("alice");
    realm.admin().post("/duo-mfa/break-glass", GRANT);

    realm
        .browser()
        .open(realm.app().loginUrl(Map.of("acr_values", "gold")))
        .form("#kc-form-login")
        .with("username", alice.username())
        .with("password", alice.password())
        .submit();

    assertThat(realm.events().user("LOGIN")).isEmpty();
    assertThat(duo.requests().count(Endpoint.PREAUTH)).isEqualTo(1);
  }

  @Test
  void explainSaysThatTheUserIsExemptAndWhy(TestRealm realm) {
    String alias = realm.withBrowserStep("duo-mfa", DuoSettings.of(duo)).configAlias();
    realm.users().create("alice");
    realm.admin().post("/duo-mfa/break-glass", GRANT);

    JsonNode told = new DuoAdmin(realm.admin()).explain(alias, "alice", Optional.empty());

    assertThat(told.path("outcome").asText()).isEqualTo("exempt_user");
    JsonNode step = told.path("steps").get(1);
    assertThat(step.path("step").asText()).isEqualTo("user_list");
    assertThat(step.path("decision").asText()).isEqualTo("let_in");
    assertThat(step.path("reason").asText()).contains("break-glass", REASON);
    assertThat(told.path("identity").asText()).isEqualTo("alice");
  }

  @Test
  void listsReplacesAndEnds(TestRealm realm) {
    realm.withBrowserStep("duo-mfa", DuoSettings.of(duo));
    TestUser alice = realm.users().create("alice");
    String manager = Callers.token(realm, "manager", "manage-realm");
    realm.admin().as(manager).post("/duo-mfa/break-glass", GRANT);
    realm
        .admin()
        .as(manager)
        .post("/duo-mfa/break-glass", Map.of("username", "alice", "reason", "r2", "minutes", 5));

    JsonNode all = list(realm);

    assertThat(all).hasSize(1);
    assertThat(all.get(0).properties().stream().map(Map.Entry::getKey))
        .containsExactly("username", "reason", "grantedBy", "grantedAt", "expiresAt");
    assertThat(all.get(0).path("username").asText()).isEqualTo("alice");
    assertThat(all.get(0).path("reason").asText()).isEqualTo("r2");
    assertThat(all.get(0).path("grantedBy").asText()).isEqualTo("manager");
    Instant granted = Instant.parse(all.get(0).path("grantedAt").asText());
    assertThat(Instant.parse(all.get(0).path("expiresAt").asText()))
        .isEqualTo(granted.plus(Duration.ofMinutes(5)));

    assertThat(status(realm, "DELETE", "?username=alice", null)).isEqualTo(204);
    assertThat(status(realm, "DELETE", "?username=alice", null)).isEqualTo(204);

    assertThat(list(realm)).isEmpty();
    assertThat(logIn(realm, alice).arrived()).isFalse();
    List<AdminEvent> events =
        realm.events().admin().stream()
            .filter(event -> event.resourceType().equals("DUO_MFA_BREAK_GLASS"))
            .toList();
    assertThat(events)
        .extracting(AdminEvent::operation)
        .containsExactlyInAnyOrder("CREATE", "CREATE", "DELETE");
    assertThat(events).allMatch(event -> event.resourcePath().contains(alice.id()));
  }

  @Test
  void refusesWhatIsNotComplete(TestRealm realm) {
    realm.users().create("alice");
    for (String member : GRANT.keySet()) {
      Map<String, Object> body = new HashMap<>(GRANT);
      body.remove(member);
      assertThat(status(realm, "POST", "", body)).as(member).isEqualTo(400);
    }
    for (Object minutes : List.of(0, -1, 1441, 1.5, "30", 10_000_000_000L, true)) {
      assertThat(status(realm, "POST", "", with("minutes", minutes)))
          .as(minutes.toString())
          .isEqualTo(400);
    }
    for (Object reason : List.of(" ", "one\ntwo", "x".repeat(201), 7)) {
      assertThat(status(realm, "POST", "", with("reason", reason))).isEqualTo(400);
    }
    assertThat(status(realm, "POST", "", with("username", "nobody"))).isEqualTo(404);
    assertThat(status(realm, "DELETE", "", null)).isEqualTo(400);
    assertThat(status(realm, "DELETE", "?username=", null)).isEqualTo(400);
    assertThat(status(realm, "DELETE", "?username=%20", null)).isEqualTo(400);
    assertThat(status(realm, "DELETE", "?username=nobody", null)).isEqualTo(404);
    assertThat(list(realm)).isEmpty();

    assertThat(status(realm, "POST", "", with("minutes", 1440))).isEqualTo(200);
    assertThat(list(realm)).hasSize(1);
  }

  private static Map<String, Object> with(String member, Object value) {
    Map<String, Object> body = new HashMap<>(GRANT);
    body.put(member, value);
    return body;
  }

  @Test
  void aNewUserOfTheSameNameIsNotExempt(TestRealm realm) {
    realm.withBrowserStep("duo-mfa", DuoSettings.of(duo));
    TestUser before = realm.users().create("alice");
    realm.admin().post("/duo-mfa/break-glass", GRANT);
    realm.users().delete(before);

    assertThat(list(realm)).isEmpty();
    assertThat(logIn(realm, realm.users().create("alice")).arrived()).isFalse();
  }
}
