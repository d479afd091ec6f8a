package io.github.keycloakduo.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.realm.FlowStep;
import io.github.keycloakduo.testkit.realm.Gateway;
import io.github.keycloakduo.testkit.realm.GatewayAnswer;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Networks behind a gateway, which says where its users are. */
@ExtendWith(KeycloakExtension.class)
class NetworkIT {
  private final DuoSimulator duo;

  NetworkIT(DuoSimulator duo) {
    this.duo = duo;
  }

  private FlowStep step(TestRealm realm, Map<String, String> changes) {
    Map<String, String> config = new HashMap<>(DuoSettings.of(duo));
    config.put("gateway.clients", "gateway");
    config.put("duo.factors", "passcode");
    config.putAll(changes);
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH).passcode("123456");
    return realm.withDirectGrantStep("duo-mfa-direct-grant", config);
  }

  @Test
  void aUserOfAnExemptNetworkGetsInWithoutAnyCallToDuo(TestRealm realm) {
    step(realm, Map.of("network.exempt", "10.0.0.0/8"));
    TestUser alice = realm.users().create("alice");
    Gateway gateway = realm.gateway("gateway");

    GatewayAnswer office = gateway.call(alice, Map.of("client_ip", "10.255.255.255"));
    assertThat(office.isIn()).as(office.toString()).isTrue();
    assertThat(duo.requests().all()).isEmpty();
    assertThat(realm.events().user("LOGIN").get(0).details())
        .containsEntry("duo_outcome", "exempt_network")
        .doesNotContainKeys("duo_factor", "duo_identity");

    for (Map<String, String> elsewhere :
        List.of(Map.of("client_ip", "11.0.0.0"), Map.<String, String>of())) {
      assertThat(gateway.call(alice, elsewhere).error()).isEqualTo("mfa_required");
    }
    assertThat(duo.requests().count(Endpoint.PREAUTH)).isPositive();
  }

  @Test
  void aGatewayThatDoesNotSayWhereTheUserIsIsAskedForAFactor(TestRealm realm) {
    step(
        realm,
        Map.of(
            "network.require", "198.51.100.0/24",
            "whitelist.user_list.allow", "no_user",
            "whitelist.user_list.except", "alice"));
    TestUser alice = realm.users().create("alice");
    Gateway gateway = realm.gateway("gateway");

    assertThat(gateway.call(alice, Map.of("client_ip", "192.0.2.1")).isIn()).isTrue();
    assertThat(gateway.call(alice, Map.of("client_ip", "198.51.100.255")).error())
        .isEqualTo("mfa_required");
    assertThat(gateway.call(alice, Map.of()).error()).isEqualTo("mfa_required");
    assertThat(gateway.call(alice, Map.of("otp", "123456")).isIn()).isTrue();
  }

  @Test
  void theAdministratorSeesWhichRangeDecides(TestRealm realm) {
    FlowStep step =
        step(realm, Map.of("network.exempt", "10.0.0.0/8", "network.require", "10.1.0.0/16"));
    realm.users().create("alice");
    DuoAdmin admin = new DuoAdmin(realm.admin());

    JsonNode exempt = admin.explain(step.configAlias(), "alice", Optional.of("10.2.0.1"));
    assertThat(exempt.path("outcome").asText()).isEqualTo("exempt_network");
    assertThat(exempt.path("steps").get(3).path("step").asText()).isEqualTo("network");
    assertThat(exempt.path("steps").get(3).path("reason").asText()).contains("10.0.0.0/8");
    JsonNode required = admin.explain(step.configAlias(), "alice", Optional.of("10.1.0.1"));
    assertThat(required.path("outcome").asText()).isEqualTo("approved");
    assertThat(required.path("steps").get(3).path("reason").asText()).contains("10.1.0.0/16");

    step.change(Map.of("network.exempt", "10.0.0.5/8"));
    assertThat(admin.test(step.configAlias()).get(0).message())
        .contains("network.exempt: invalid value \"10.0.0.5/8\": expected 10.0.0.0/8");
    step.change(Map.of("network.exempt", "0.0.0.0/0", "network.require", ""));
    assertThat(admin.test(step.configAlias()).get(0).message())
        .contains("network.exempt includes every IPv4 address");
  }
}
