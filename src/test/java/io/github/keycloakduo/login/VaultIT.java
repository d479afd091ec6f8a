package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.browser.ClientApp;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import io.github.keycloakduo.testkit.server.ServerOptions;
import io.github.keycloakduo.testkit.server.ZipKeycloak;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Options that are kept in Keycloak's vault. */
class VaultIT {
  private static final String KEYSTORE_PASSWORD = "vault-store-pw";

  private final DuoSimulator duo = DuoSimulator.start();
  private final ClientApp client = ClientApp.start();

  @AfterEach
  void stop() {
    client.close();
    duo.close();
  }

  @Test
  void optionsMayBeInAVaultOfFiles(@TempDir Path vault) throws IOException {
    ServerOptions options = options(ServerOptions.defaults()).with("vault-dir", vault.toString());
    try (KeycloakUnderTest keycloak = ZipKeycloak.start(options)) {
      TestRealm realm = TestRealm.create(keycloak, client.redirectUri());
      enrolAlice();
      DuoLogin login = DuoLogin.at(realm, duo, Map.of("duo.skey", "${vault.duo-key}"));

      assertThat(login.password(realm.browser()).status()).isEqualTo(503);
      assertThat(realm.events().user("LOGIN_ERROR").get(0).details().get("reason"))
          .contains("duo.skey", "duo-key");

      Files.writeString(vault.resolve(realm.name() + "_duo-key"), duo.skey());
      letsInByPasscode(login, realm, "111111");

      login.step().change(Map.of("credential_store.name", "store", "duo.skey", "$"));
      assertThat(login.password(realm.browser()).status()).isEqualTo(503);
      Files.writeString(vault.resolve(realm.name() + "_store__duo__skey"), duo.skey());
      letsInByPasscode(login, realm, "222222");
      assertThat(keycloak.logText()).doesNotContain(duo.skey());
    }
  }

  @Test
  void optionsMayBeInAKeystore(@TempDir Path directory)
      throws IOException, GeneralSecurityException {
    Path file = directory.resolve("vault.p12");
    ServerOptions options =
        options(ServerOptions.extras())
            .with("vault-file", file.toString())
            .with("vault-pass", KEYSTORE_PASSWORD)
            .with("vault-type", "PKCS12");
    write(file, Map.of());
    TestRealm realm;
    try (KeycloakUnderTest keycloak = ZipKeycloak.start(options)) {
      realm = TestRealm.create(keycloak, client.redirectUri());
      write(file, Map.of(realm.name() + "_duo-key", duo.skey()));
      enrolAlice();
      DuoLogin login = DuoLogin.at(realm, duo, Map.of("duo.skey", "${vault.duo-key}"));

      letsInByPasscode(login, realm, "111111");
    }
  }

  private void letsInByPasscode(DuoLogin login, TestRealm realm, String code) {
    assertThat(DuoLogin.type(DuoLogin.settled(login.password(realm.browser())), code).arrived())
        .isTrue();
  }

  private void enrolAlice() {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH).passcode("111111").passcode("222222");
  }

  private ServerOptions options(ServerOptions options) {
    return options.with("spi-authenticator--duo-mfa--allowed-hosts", duo.host());
  }

  private static void write(Path file, Map<String, String> secrets)
      throws IOException, GeneralSecurityException {
    char[] password = KEYSTORE_PASSWORD.toCharArray();
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, password);
    SecretKeyFactory keys = SecretKeyFactory.getInstance("PBE");
    for (Map.Entry<String, String> secret : secrets.entrySet()) {
      store.setEntry(
          secret.getKey(),
          new KeyStore.SecretKeyEntry(
              keys.generateSecret(new PBEKeySpec(secret.getValue().toCharArray()))),
          new KeyStore.PasswordProtection(password));
    }
    try (var out = Files.newOutputStream(file)) {
      store.store(out, password);
    }
  }
}
