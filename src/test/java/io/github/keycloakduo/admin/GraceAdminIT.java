package io.github.keycloakduo.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.realm.AdminEvent;
import io.github.keycloakduo.testkit.realm.FlowStep;
import io.github.keycloakduo.testkit.realm.Gateway;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Administrators see graces and end them. */
@ExtendWith(KeycloakExtension.class)
class GraceAdminIT {
  private final DuoSimulator duo;

  GraceAdminIT(DuoSimulator duo) {
    this.duo = duo;
  }

  @Test
  void listsAndEndsGraces(TestRealm realm) {
    FlowStep step = realm.withDirectGrantStep("duo-mfa-direct-grant", config());
    Gateway gateway = realm.gateway("gateway");
    TestUser alice = logIn(realm, gateway, "alice");
    TestUser bob = logIn(realm, gateway, "bob");
    assertThat(gateway.call(alice, Map.of("client_ip", "192.0.2.1")).isIn()).isTrue();
    DuoAdmin admin = new DuoAdmin(realm.admin());

    JsonNode all = admin.grace("");
    JsonNode own = admin.grace("?username=alice");

    assertThat(all).hasSize(2);
    assertThat(own).hasSize(1);
    JsonNode grant = own.get(0);
    assertThat(grant.properties().stream().map(Map.Entry::getKey))
        .containsExactly(
            "username",
            "clientIp",
            "config",
            "grantedAt",
            "lastUsedAt",
            "uses",
            "expiresAt",
            "browser");
    assertThat(grant.path("username").asText()).isEqualTo("alice");
    assertThat(grant.path("clientIp").asText()).isEqualTo("192.0.2.1");
    assertThat(grant.path("config").asText()).isEqualTo(step.configAlias());
    assertThat(grant.path("uses").asInt()).isEqualTo(1);
    Instant granted = Instant.parse(grant.path("grantedAt").asText());
    assertThat(Instant.parse(grant.path("lastUsedAt").asText())).isAfterOrEqualTo(granted);
    assertThat(Instant.parse(grant.path("expiresAt").asText())).isAfter(granted);

    realm.events().clear();
    assertThat(end(realm, "?username=alice")).isEqualTo(204);

    assertThat(admin.grace("?username=alice")).isEmpty();
    assertThat(admin.grace("?username=" + bob.username())).hasSize(1);
    List<AdminEvent> events = realm.events().admin();
    assertThat(events)
        .extracting(AdminEvent::operation, AdminEvent::resourceType)
        .containsExactly(tuple("DELETE", "DUO_MFA_GRACE"));
    assertThat(events.get(0).resourcePath()).contains(alice.id());
  }

  @Test
  void endsAllGracesOfTheRealmAndOfNoOther(TestRealm realm, KeycloakUnderTest keycloak) {
    realm.withDirectGrantStep("duo-mfa-direct-grant", config());
    Gateway gateway = realm.gateway("gateway");
    logIn(realm, gateway, "alice");
    logIn(realm, gateway, "bob");
    try (TestRealm elsewhere = TestRealm.create(keycloak, realm.app().redirectUri())) {
      elsewhere.withDirectGrantStep("duo-mfa-direct-grant", config());
      logIn(elsewhere, elsewhere.gateway("gateway"), "carol");
      realm.events().clear();

      assertThat(end(realm, "")).isEqualTo(204);

      assertThat(new DuoAdmin(realm.admin()).grace("")).isEmpty();
      assertThat(new DuoAdmin(elsewhere.admin()).grace("")).hasSize(1);
    }
    assertThat(realm.events().admin())
        .extracting(AdminEvent::operation, AdminEvent::resourceType)
        .containsExactly(tuple("DELETE", "DUO_MFA_GRACE"));
  }

  @Test
  void saysWhatIsMissing(TestRealm realm) {
    assertThat(end(realm, "?username=")).isEqualTo(400);
    assertThat(end(realm, "?username=%20")).isEqualTo(400);
    assertThat(end(realm, "?username=nobody")).isEqualTo(404);
    assertThat(realm.admin().send("GET", "/duo-mfa/grace?username=nobody", null).statusCode())
        .isEqualTo(404);
    assertThat(new DuoAdmin(realm.admin()).grace("")).isEmpty();
  }

  private static int end(TestRealm realm, String query) {
    return realm.admin().send("DELETE", "/duo-mfa/grace" + query, null).statusCode();
  }

  private TestUser logIn(TestRealm realm, Gateway gateway, String name) {
    duo.user(name).phone("DP-" + name, "Phone", Capability.PUSH).passcode("111111");
    TestUser user = realm.users().create(name);
    assertThat(gateway.call(user, Map.of("client_ip", "192.0.2.1", "otp", "111111")).isIn())
        .isTrue();
    return user;
  }

  private Map<String, String> config() {
    Map<String, String> config = new HashMap<>(DuoSettings.of(duo));
    config.put("gateway.clients", "gateway");
    config.put("authentication_cache.reuse_limit", "5");
    config.put("authentication_cache.soft_timeout", "600");
    config.put("authentication_cache.hard_timeout", "900");
    return config;
  }
}
