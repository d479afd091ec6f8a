package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.browser.ClientApp;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import io.github.keycloakduo.testkit.realm.TokenResponse;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import io.github.keycloakduo.testkit.server.ServerOptions;
import io.github.keycloakduo.testkit.server.ZipKeycloak;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Users of an identity provider whom Keycloak keeps in their session only. */
class TransientUsersIT {

  /** D30: no store knows the user, neither after the wait nor where sessions are counted. */
  @Test
  void getInWithAFactorWhereSessionsAreLimited() {
    try (DuoSimulator duo = DuoSimulator.start();
        ClientApp client = ClientApp.start();
        KeycloakUnderTest keycloak = ZipKeycloak.start(options(duo));
        TestRealm realm = TestRealm.create(keycloak, client.redirectUri());
        TestRealm home = TestRealm.create(keycloak, client.redirectUri())) {
      duo.user("alice.at.home").phone("DP1", "Phone", Capability.PUSH).passcode("123456");
      Map<String, String> config = new HashMap<>(DuoSettings.of(duo));
      config.put("connection_limit.limit", "1");
      realm.withFlow(OtherGrantsIT.AFTER_HOME, "duo-mfa", config);
      OtherGrantsIT.connect(realm, home);
      ObjectNode provider = (ObjectNode) realm.admin().get(OtherGrantsIT.HOME);
      ((ObjectNode) provider.get("config")).put("doNotStoreUsers", "true");
      realm.admin().put(OtherGrantsIT.HOME, provider);
      Tokens.told(realm, realm.app());
      TestUser alice = home.users().create("alice.at.home");

      Page factor =
          Tokens.password(realm.browser(), realm.app(), Map.of("kc_idp_hint", "home"), alice);
      assertThat(factor.has("#kc-duo-form")).as(factor.toString()).isTrue();
      Page end = DuoLogin.type(factor, "123456");
      assertThat(end.arrived()).as(end.toString()).isTrue();
      TokenResponse tokens = realm.app().exchange(end.code());

      assertThat(Tokens.mfa(tokens).path("outcome").asText()).isEqualTo("approved");
      assertThat(realm.admin().get("/users")).isEmpty();
    }
  }

  private static ServerOptions options(DuoSimulator duo) {
    return ServerOptions.extras().with("spi-authenticator--duo-mfa--allowed-hosts", duo.host());
  }
}
