package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakduo.keycloak.runtime.SingleUseObjectStoreContract;
import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.browser.ClientApp;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.browser.PlainBrowser;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import io.github.keycloakduo.testkit.realm.TokenResponse;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import io.github.keycloakduo.testkit.server.NeedsKeycloak;
import io.github.keycloakduo.testkit.server.ServerOptions;
import io.github.keycloakduo.testkit.server.ZipKeycloak;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Logins with what a server only has by its build options: a keystore as vault, users of an
 * identity provider whom Keycloak keeps in their session only, levels of authentication for SAML.
 * And what needs another jar beside ours, which would cost one more build.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BuildOptionsIT {
  private static final String KEYSTORE_PASSWORD = "vault-store-pw";
  private static final String CONTEXT =
      "<samlp:RequestedAuthnContext Comparison=\"exact\">"
          + "<saml:AuthnContextClassRef>%s</saml:AuthnContextClassRef>"
          + "</samlp:RequestedAuthnContext>";

  private final DuoSimulator duo = DuoSimulator.start();
  private final ClientApp client = ClientApp.start();
  private final Path keystore;
  private final KeycloakUnderTest keycloak;

  BuildOptionsIT(@TempDir Path directory) throws IOException, GeneralSecurityException {
    keystore = directory.resolve("vault.p12");
    write(keystore, Map.of());
    keycloak =
        ZipKeycloak.start(
            ServerOptions.extras()
                .withProvider(SingleUseObjectStoreContract.provider())
                .with("vault-file", keystore.toString())
                .with("vault-pass", KEYSTORE_PASSWORD)
                .with("vault-type", "PKCS12")
                .with("spi-authenticator--duo-mfa--allowed-hosts", duo.host()));
  }

  @BeforeEach
  void reset() {
    duo.reset();
  }

  @AfterAll
  void stop() {
    keycloak.close();
    client.close();
    duo.close();
  }

  @Test
  void aSecretMayBeInAKeystore() throws IOException, GeneralSecurityException {
    try (TestRealm realm = realm()) {
      write(keystore, Map.of(realm.name() + "_duo-key", duo.skey()));
      duo.user("alice").phone("DP1", "Phone", Capability.PUSH).passcode("123456");
      DuoLogin login = DuoLogin.at(realm, duo, Map.of("duo.skey", "${vault.duo-key}"));

      Page factor = DuoLogin.settled(login.password());

      assertThat(DuoLogin.type(factor, "123456").arrived()).isTrue();
    }
  }

  /** D30: no store knows the user, neither after the wait nor where sessions are counted. */
  @Test
  void transientUsersGetInWithAFactorWhereSessionsAreLimited() {
    try (TestRealm realm = realm();
        TestRealm home = realm()) {
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

  /** A client that asks for a level by {@code RequestedAuthnContext}. */
  @Test
  @NeedsKeycloak("26.6")
  void aSamlClientIsAskedForTheStepAtTheHigherLevelOnlyAndThenAlthoughTheUserIsExempt() {
    try (TestRealm realm = realm()) {
      duo.user("alice").passcode("123456");
      Map<String, String> config = new HashMap<>(DuoSettings.of(duo));
      config.put("whitelist.user_list.allow", "all_users");
      realm.withStepUp("duo-mfa", config);
      realm.change(
          Map.of(
              "attributes",
              Map.of(
                  "acr.loa.map",
                  "{\"silver\":\"1\",\"gold\":\"2\"}",
                  "acr.uri.map",
                  "{\"silver\":\"urn:example:silver\",\"gold\":\"urn:example:gold\"}")));
      SamlRequest.createClient(realm);
      TestUser alice = realm.users().create("alice");
      PlainBrowser browser = realm.browser();

      Page silver =
          browser
              .open(SamlRequest.of(realm, "", CONTEXT.formatted("urn:example:silver")))
              .form("#kc-form-login")
              .with("username", alice.username())
              .with("password", alice.password())
              .submit();
      Page factor =
          DuoLogin.settled(
              browser.open(SamlRequest.of(realm, "", CONTEXT.formatted("urn:example:gold"))));
      Page gold = DuoLogin.type(factor, "123456");

      assertThat(assertion(silver)).contains("AuthnContextClassRef>urn:example:silver<");
      assertThat(factor.has("#kc-duo-form")).as(factor.toString()).isTrue();
      assertThat(assertion(gold)).contains("AuthnContextClassRef>urn:example:gold<");
    }
  }

  private TestRealm realm() {
    return TestRealm.create(keycloak, client.redirectUri());
  }

  private static String assertion(Page page) {
    String encoded = page.element("[name=SAMLResponse]").attr("value");
    return new String(Base64.getMimeDecoder().decode(encoded), StandardCharsets.UTF_8);
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

  /** The store of a server that is alone; {@code TwoNodesIT} has the one of a cluster. */
  @Nested
  class StoreOfOneNode extends SingleUseObjectStoreContract {
    @Override
    protected List<URI> servers() {
      return List.of(keycloak.baseUrl(), keycloak.baseUrl());
    }
  }
}
