package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.NewRealm;
import io.github.keycloakduo.testkit.VaultDirectory;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Options that are kept in Keycloak's vault of files. */
@ExtendWith(KeycloakExtension.class)
class VaultIT {

  @Test
  @NewRealm
  void optionsMayBeInAVaultOfFiles(
      TestRealm realm, DuoSimulator duo, KeycloakUnderTest keycloak, VaultDirectory vault) {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH).passcode("111111").passcode("222222");
    DuoLogin login = DuoLogin.at(realm, duo, Map.of("duo.skey", "${vault.duo-key}"));

    assertThat(login.password(realm.browser()).status()).isEqualTo(503);
    assertThat(realm.events().user("LOGIN_ERROR").get(0).details().get("reason"))
        .contains("duo.skey", "duo-key");

    vault.put(realm, "duo-key", duo.skey());
    letsInByPasscode(login, realm, "111111");

    login.step().change(Map.of("credential_store.name", "store", "duo.skey", "$"));
    assertThat(login.password(realm.browser()).status()).isEqualTo(503);
    vault.put(realm, "store_duo_skey", duo.skey());
    letsInByPasscode(login, realm, "222222");
    assertThat(keycloak.logText()).doesNotContain(duo.skey());
  }

  private static void letsInByPasscode(DuoLogin login, TestRealm realm, String code) {
    assertThat(DuoLogin.type(DuoLogin.settled(login.password(realm.browser())), code).arrived())
        .isTrue();
  }
}
