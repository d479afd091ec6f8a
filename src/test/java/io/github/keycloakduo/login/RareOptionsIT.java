package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakduo.admin.DuoAdmin;
import io.github.keycloakduo.keycloak.runtime.SingleUseObjectStoreContract;
import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.ConnectProxy;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.OwnServer;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.browser.PlainBrowser;
import io.github.keycloakduo.testkit.realm.FlowStep;
import io.github.keycloakduo.testkit.realm.GatewayAnswer;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import io.github.keycloakduo.testkit.realm.TokenResponse;
import io.github.keycloakduo.testkit.server.HostsFile;
import io.github.keycloakduo.testkit.server.KeycloakLine;
import io.github.keycloakduo.testkit.server.NeedsKeycloak;
import io.github.keycloakduo.testkit.server.ServerOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Logins at a server with options that others do without. By its build it has a keystore as vault,
 * users of an identity provider whom Keycloak keeps in their session only, levels of authentication
 * for SAML, and another jar beside ours. It trusts a reverse proxy, allows one proxy before Duo,
 * its transactions are short, it does not watch keys, and its name service is a file.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RareOptionsIT {
  private static final String KEYSTORE_PASSWORD = "vault-store-pw";
  private static final String CONTEXT =
      "<samlp:RequestedAuthnContext Comparison=\"exact\">"
          + "<saml:AuthnContextClassRef>%s</saml:AuthnContextClassRef>"
          + "</samlp:RequestedAuthnContext>";

  private final Path keystore;
  @AutoClose private final ConnectProxy proxy = ConnectProxy.start();
  private final HostsFile hosts;
  private final DuoSimulator duo = HostAddressContract.duo();
  @AutoClose private final OwnServer server;

  RareOptionsIT(@TempDir Path directory) throws IOException, GeneralSecurityException {
    keystore = directory.resolve("vault.p12");
    write(keystore, Map.of());
    hosts = HostAddressContract.hosts(directory);
    server = OwnServer.start(duo, this::options);
  }

  private ServerOptions options(ServerOptions usual) {
    ServerOptions options =
        usual
            .withBuild("vault", "keystore")
            .withBuild("features", "transient-users")
            .withProvider(SingleUseObjectStoreContract.provider())
            .with("vault-file", keystore.toString())
            .with("vault-pass", KEYSTORE_PASSWORD)
            .with("vault-type", "PKCS12")
            .with("proxy-headers", "xforwarded")
            .with("proxy-trusted-addresses", "127.0.0.1")
            .withJava(hosts.javaOption())
            .with(
                "spi-authenticator--duo-mfa--allowed-hosts",
                duo.host() + "," + HostAddressContract.allowedHosts(duo))
            .with("spi-authenticator--duo-mfa--allowed-proxies", proxy.host() + ":" + proxy.port())
            .with("spi-authenticator--duo-mfa--key-watch", "false")
            .with("spi-authenticator--duo-mfa--key-watch-period", "1");
    return KeycloakLine.isAtLeast("26.6")
        ? options
            .withBuild("features", "transient-users,step-up-authentication-saml")
            .with("transaction-default-timeout", "40")
        : options;
  }

  @BeforeEach
  void reset() {
    duo.reset();
  }

  @Test
  void aSecretMayBeInAKeystore() throws IOException, GeneralSecurityException {
    try (TestRealm realm = server.newRealm()) {
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
    try (TestRealm realm = server.newRealm();
        TestRealm home = server.newRealm()) {
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
    try (TestRealm realm = server.newRealm()) {
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

  /**
   * A direct grant whose configuration allows a longer wait than Keycloak's transactions do (D28).
   */
  @Test
  @NeedsKeycloak("26.6")
  void aLongWaitEndsInOrderBeforeTheTransactionDoes() {
    try (TestRealm realm = server.newRealm()) {
      duo.user("alice").phone("DP1", "Phone", Capability.PUSH);
      Map<String, String> options = new HashMap<>(DuoSettings.of(duo));
      options.put("duo.timeout", "600");
      FlowStep step = realm.withDirectGrantStep("duo-mfa-direct-grant", options);

      GatewayAnswer answer = realm.gateway("gateway").call(realm.users().create("alice"), Map.of());

      assertThat(answer.error()).as(answer.toString()).isEqualTo("invalid_grant");
      assertThat(realm.events().user("LOGIN_ERROR"))
          .singleElement()
          .satisfies(
              event -> assertThat(event.details()).containsEntry("duo_outcome", "push_timeout"));
      DuoAdmin.Check config = new DuoAdmin(realm.admin()).test(step.configAlias()).get(0);
      assertThat(config.ok()).isTrue();
      assertThat(config.message()).contains("waits 36 seconds and not 600");
    }
  }

  @Test
  void nobodyElseAsksDuoWhereTheKeyWatchIsOff() {
    try (TestRealm realm = server.newRealm()) {
      FlowStep step = realm.withBrowserStep("duo-mfa", DuoSettings.of(duo));

      // As long as several looks of it would take.
      for (int i = 0; i < 20; i++) {
        new DuoAdmin(realm.admin()).test(step.configAlias());
        LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
      }

      assertThat(duo.requests().count(Endpoint.CHECK)).isEqualTo(20);
      assertThat(server.keycloak().metrics())
          .contains("keycloak_duo_mfa_")
          .doesNotContain("keycloak_duo_mfa_integration_ok");
    }
  }

  @Test
  void aProxyThatTheOperatorDoesNotListIsRefused() {
    try (TestRealm realm = server.realm()) {
      Map<String, String> config = new HashMap<>(DuoSettings.of(duo));
      config.put("https_proxy.server", proxy.host());
      // Transactions are short here, of which the test of a longer wait would warn.
      config.put("duo.timeout", "30");
      FlowStep step = realm.withBrowserStep("duo-mfa", config);
      FlowStep grant =
          realm.withDirectGrantStep(
              "duo-mfa-direct-grant", Map.of("shared.config", step.configAlias()));
      TestUser alice = realm.users().create("alice");
      DuoAdmin admin = new DuoAdmin(realm.admin());

      assertThat(admin.mistakes(step.configAlias())).containsOnlyKeys("config");
      assertThat(admin.mistakes(step.configAlias()).get("config"))
          .contains("https_proxy.server: invalid value \"" + proxy.host(), "allowed-proxies");
      assertThat(admin.explain(step.configAlias(), "alice", Optional.empty()).path("outcome"))
          .hasToString("\"config_error\"");
      assertThat(realm.logIn(alice).status()).isEqualTo(503);
      assertThat(realm.gateway("gateway").call(alice, Map.of()).status()).isEqualTo(503);
      assertThat(realm.events().user("LOGIN_ERROR"))
          .extracting(event -> event.details().get("duo_outcome"))
          .containsOnly("config_error")
          .hasSize(2);
      assertThat(duo.requests().all()).isEmpty();
      assertThat(proxy.requests()).isEmpty();

      step.change(Map.of("https_proxy.port", String.valueOf(proxy.port())));
      assertThat(admin.mistakes(step.configAlias())).isEmpty();
      assertThat(admin.mistakes(grant.configAlias())).isEmpty();
      assertThat(admin.test(step.configAlias()).get(0).message())
          .isEqualTo("all options are valid");
    }
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
      return List.of(server.keycloak().baseUrl(), server.keycloak().baseUrl());
    }
  }

  /** What counts for the address of a client behind the proxy. */
  @Nested
  class ClientAddresses extends ClientAddressContract {
    ClientAddresses() {
      super(duo);
    }

    @Override
    TestRealm newRealm() {
      return server.newRealm();
    }
  }

  /** Names of Duo that have several addresses, or none yet. */
  @Nested
  class HostAddresses extends HostAddressContract {
    HostAddresses() {
      super(duo, hosts);
    }

    @Override
    TestRealm newRealm() {
      return server.newRealm();
    }
  }
}
