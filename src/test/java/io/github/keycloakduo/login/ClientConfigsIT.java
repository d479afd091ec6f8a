package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakduo.admin.DuoAdmin;
import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.simulator.UserStatus;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.SparePorts;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.realm.App;
import io.github.keycloakduo.testkit.realm.FlowStep;
import io.github.keycloakduo.testkit.realm.Gateway;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import io.github.keycloakduo.testkit.realm.UserEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Several clients in one flow, each with an application of its own at a Duo of its own. */
@ExtendWith(KeycloakExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientConfigsIT {
  private static final String CODE = "123456";
  private static final String CLIENTS =
      "[{\"key\":\"bank\",\"value\":\"bank duo-mfa\"},"
          + "{\"key\":\"shop\",\"value\":\"shop duo-mfa\"},"
          + "{\"key\":\"broken\",\"value\":\"no such alias\"},"
          + "{\"key\":\"gone\",\"value\":\"shop duo-mfa\"}]";

  private final DuoSimulator usual;
  private final DuoSimulator ofBank;
  private final DuoSimulator ofShop;

  ClientConfigsIT(DuoSimulator duo, SparePorts spare) {
    usual = duo;
    ofBank = DuoSimulator.builder().port(spare.duos().get(0)).start();
    ofShop = DuoSimulator.builder().port(spare.duos().get(1)).start();
  }

  @BeforeEach
  void enrolAlice() {
    ofBank.reset();
    ofShop.reset();
    for (DuoSimulator duo : List.of(usual, ofBank, ofShop)) {
      duo.user("alice").phone("DP1", "Phone", Capability.PUSH).passcode(CODE);
    }
  }

  @AfterAll
  void stop() {
    ofBank.close();
    ofShop.close();
  }

  private void addConfigurations(TestRealm realm) {
    realm.withFlow("bank", "duo-mfa", DuoSettings.of(ofBank));
    Map<String, String> shop = new HashMap<>(DuoSettings.of(ofShop));
    // As the console stores a field that was not touched.
    shop.put("duo.timeout", "60");
    shop.put("auth.prompt", "Shop code:");
    realm.withFlow("shop", "duo-mfa", shop);
  }

  private Map<String, String> config(Map<String, String> changes) {
    Map<String, String> config = new HashMap<>(DuoSettings.of(usual));
    config.put("client.configs", CLIENTS);
    config.put("auth.prompt", "Usual code:");
    config.put("duo.timeout", "50");
    config.put("authentication_cache.reuse_limit", "5");
    config.put("authentication_cache.soft_timeout", "600");
    config.put("authentication_cache.hard_timeout", "600");
    config.putAll(changes);
    return config;
  }

  private static int asked(DuoSimulator duo) {
    return duo.requests().count(Endpoint.AUTH);
  }

  @Test
  void eachClientIsAskedByItsOwnDuo(TestRealm realm) {
    addConfigurations(realm);
    TestUser alice = realm.users().create("alice");
    FlowStep step = realm.withBrowserStep("duo-mfa", config(Map.of()));

    Page shop = password(realm, realm.app("shop"), alice);
    assertThat(shop.element("label[for=duo-passcode]").text()).isEqualTo("Shop code:");
    assertThat(DuoLogin.type(shop, CODE).arrived()).isTrue();
    assertThat(List.of(asked(usual), asked(ofBank), asked(ofShop))).containsExactly(0, 0, 1);

    Page bank = password(realm, realm.app("bank"), alice);
    assertThat(bank.element("label[for=duo-passcode]").text()).isEqualTo("Usual code:");
    assertThat(DuoLogin.type(bank, CODE).arrived()).isTrue();
    assertThat(List.of(asked(usual), asked(ofBank), asked(ofShop))).containsExactly(0, 1, 1);

    Page broken = password(realm, realm.app("broken"), alice);
    assertThat(broken.status()).isEqualTo(503);
    UserEvent refusal = realm.events().user("LOGIN_ERROR").get(0);
    assertThat(refusal.details())
        .containsEntry("duo_outcome", "config_error")
        .hasEntrySatisfying(
            "reason",
            reason ->
                assertThat(reason)
                    .startsWith(
                        "client.configs: invalid value \"no such alias\" for the client \"broken\"")
                    .contains(step.configAlias()));

    Page other = password(realm, realm.app(), alice);
    assertThat(DuoLogin.type(other, CODE).arrived()).isTrue();
    assertThat(List.of(asked(usual), asked(ofBank), asked(ofShop))).containsExactly(1, 1, 1);
  }

  @Test
  void anMfaCountsOnlyUnderTheConfigurationThatHeld(TestRealm realm) {
    addConfigurations(realm);
    TestUser alice = realm.users().create("alice");
    realm.withBrowserStep("duo-mfa", config(Map.of()));
    App shop = realm.app("shop");
    App twin = realm.app("gone");

    assertThat(DuoLogin.type(password(realm, shop, alice), CODE).arrived()).isTrue();

    assertThat(password(realm, shop, alice).arrived()).isTrue();
    assertThat(password(realm, twin, alice).arrived()).isTrue();
    assertThat(password(realm, realm.app("bank"), alice).has("#kc-duo-form")).isTrue();
    assertThat(password(realm, realm.app(), alice).has("#kc-duo-form")).isTrue();
    JsonNode graces = realm.admin().get("/duo-mfa/grace?username=alice");
    assertThat(graces).hasSize(1);
    assertThat(graces.get(0).path("config").asText()).isEqualTo("shop duo-mfa");
    assertThat(graces.get(0).path("uses").asInt()).isEqualTo(2);
  }

  @Test
  void gatewaysHaveTheirOwnToo(TestRealm realm) {
    addConfigurations(realm);
    TestUser alice = realm.users().create("alice");
    FlowStep common = realm.withFlow("common", "duo-mfa", config(Map.of()));
    realm.withDirectGrantStep(
        "duo-mfa-direct-grant", Map.of("shared.config", common.configAlias()));
    Gateway bank = realm.gateway("bank");

    assertThat(bank.call(alice, Map.of("otp", CODE)).isIn()).isTrue();
    assertThat(List.of(asked(usual), asked(ofBank), asked(ofShop))).containsExactly(0, 1, 0);
    assertThat(realm.gateway("broken").call(alice, Map.of("otp", CODE)).status()).isEqualTo(503);
    assertThat(realm.gateway("other").call(alice, Map.of("otp", CODE)).isIn()).isTrue();
    assertThat(asked(usual)).isEqualTo(1);
  }

  @Test
  void administratorsSeeWhatHoldsForAClient(TestRealm realm) {
    addConfigurations(realm);
    realm.users().create("alice");
    realm.app("bank");
    realm.app("shop");
    realm.app("broken");
    FlowStep step = realm.withBrowserStep("duo-mfa", config(Map.of()));
    ofBank.user("alice").status(UserStatus.BYPASS);

    assertThat(outcome(realm, step, "bank")).isEqualTo("bypass");
    assertThat(outcome(realm, step, "shop")).isEqualTo("approved");
    assertThat(outcome(realm, step, "broken")).isEqualTo("config_error");
    assertThat(mistakes(realm, step))
        .hasEntrySatisfying(
            "config",
            message ->
                assertThat(message)
                    .contains(
                        "the realm has no client \"gone\"",
                        "for the client \"broken\": client.configs: invalid value"));

    step.change(Map.of("client.configs", "[{\"key\":\"bank\",\"value\":\"bank duo-mfa\"}]"));
    assertThat(mistakes(realm, step)).isEmpty();
    realm.withFlow("wrong key", "duo-mfa", Map.of("duo.skey", "0".repeat(40))).configAlias();
    step.change(Map.of("client.configs", "[{\"key\":\"bank\",\"value\":\"wrong key duo-mfa\"}]"));
    assertThat(mistakes(realm, step))
        .containsOnlyKeys("keys")
        .hasEntrySatisfying(
            "keys", message -> assertThat(message).contains("; for the client \"bank\": "));
  }

  private static String outcome(TestRealm realm, FlowStep step, String clientId) {
    return realm
        .admin()
        .post(
            DuoAdmin.path(step.configAlias()) + "/explain",
            Map.of("username", "alice", "clientId", clientId))
        .path("outcome")
        .asText();
  }

  private static Map<String, String> mistakes(TestRealm realm, FlowStep step) {
    return new DuoAdmin(realm.admin()).mistakes(step.configAlias());
  }

  private static Page password(TestRealm realm, App app, TestUser user) {
    return DuoLogin.settled(
        realm
            .browser()
            .open(app.loginUrl())
            .form("#kc-form-login")
            .with("username", user.username())
            .with("password", user.password())
            .submit());
  }
}
