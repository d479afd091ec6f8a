package io.github.keycloakduo.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.admin.DuoAdmin.Check;
import io.github.keycloakduo.simulator.CertificateKind;
import io.github.keycloakduo.simulator.ConnectProxy;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.simulator.Fault;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.NewRealm;
import io.github.keycloakduo.testkit.SparePorts;
import io.github.keycloakduo.testkit.VaultDirectory;
import io.github.keycloakduo.testkit.realm.FlowStep;
import io.github.keycloakduo.testkit.realm.TestRealm;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each mistake of a configuration is found, and has a sentence of its own. */
@ExtendWith(KeycloakExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class AdminTestIT {
  private static final String WRONG_SKEY = "canary-secret-0123456789012345678901234";

  private final DuoSimulator duo;
  private final DuoSimulator elsewhere;
  private final DuoSimulator expired;
  private final ConnectProxy proxy;
  private final VaultDirectory vault;
  private TestRealm realm;
  private FlowStep step;

  AdminTestIT(DuoSimulator duo, VaultDirectory vault, SparePorts spare) {
    this.duo = duo;
    this.vault = vault;
    elsewhere = at(spare.duos().get(0), CertificateKind.WRONG_HOST);
    expired = at(spare.duos().get(1), CertificateKind.EXPIRED);
    proxy = ConnectProxy.start();
  }

  private static DuoSimulator at(int port, CertificateKind certificate) {
    return DuoSimulator.builder().port(port).certificate(certificate).start();
  }

  @BeforeEach
  void addStep(TestRealm ofTest) {
    realm = ofTest;
    step = realm.withBrowserStep("duo-mfa", DuoSettings.of(duo));
  }

  @AfterEach
  void repairProxy() {
    proxy.resume();
    proxy.refuseWith(0);
  }

  @AfterAll
  void stop() {
    proxy.close();
    elsewhere.close();
    expired.close();
  }

  @Test
  void allIsWell() {
    List<Check> checks = admin().test(step.configAlias());

    assertThat(checks)
        .extracting(Check::name)
        .containsExactly(
            "config", "vault", "proxy", "tls", "ping", "keys", "clock", "ldap_bind", "ldap_search");
    assertThat(checks).allMatch(Check::ok).noneMatch(check -> check.message().isBlank());
    assertThat(checks.get(6).message()).containsPattern("[0-9]+ ms");
    assertThat(duo.requests().all()).hasSize(2);
    assertThat(realm.events().admin()).noneMatch(e -> e.resourcePath().contains("duo-mfa"));
  }

  @Test
  void saysWhereUsersCanChooseTheNamesThatDecide() {
    assertThat(config()).isEqualTo("all options are valid");

    realm.change(Map.of("editUsernameAllowed", true));
    assertThat(config()).contains("the Duo name goes by the user name", "\"Edit username\"");

    realm.change(Map.of("editUsernameAllowed", false, "registrationAllowed", true));
    assertThat(config()).contains("\"User registration\"").doesNotContain("Edit username");

    realm.change(Map.of("registrationAllowed", false));
    realm
        .admin()
        .create(
            "/identity-provider/instances",
            Map.of("alias", "partner", "providerId", "oidc", "enabled", true));
    assertThat(config()).contains("the identity provider \"partner\" reviews the profile");

    step.change(Map.of("usermapping.user_attribute", "duoName"));
    assertThat(config()).doesNotContain("partner");
  }

  private String config() {
    return admin().test(step.configAlias()).get(0).message();
  }

  @Test
  void aWrongIkey() {
    step.change(Map.of("duo.ikey", "DIWRONGWRONGWRONGWRO"));

    assertThat(mistakes()).containsOnlyKeys("keys");
    assertThat(mistakes().get("keys")).contains("Duo does not know duo.ikey");
  }

  @Test
  void aWrongSkey() {
    step.change(Map.of("duo.skey", WRONG_SKEY));

    assertThat(mistakes()).containsOnlyKeys("keys");
    assertThat(mistakes().get("keys"))
        .contains("duo.skey does not belong to duo.ikey")
        .doesNotContain("canary");
  }

  @Test
  void anApplicationOfAnotherType() {
    duo.accessForbidden(true);

    assertThat(mistakes().get("keys")).contains("not of the type Auth API");
  }

  @Test
  void aClockThatIsWrongByTenMinutes() {
    duo.faults().clockSkew(Duration.ofMinutes(10));

    assertThat(mistakes()).containsOnlyKeys("clock");
    assertThat(mistakes().get("clock"))
        .containsPattern("(599|600)[0-9]{3} ms behind")
        .contains("5 minutes");
  }

  @Test
  void aClockThatIsWrongByTwoMinutesStillWorks() {
    duo.faults().clockSkew(Duration.ofMinutes(-2));

    assertThat(mistakes()).isEmpty();
    assertThat(admin().test(step.configAlias()).get(6).message())
        .containsPattern("1(19|20)[0-9]{3} ms ahead")
        .contains("set it right");
  }

  @Test
  void aHostThatDoesNotExist() {
    step.change(Map.of("duo.host", "nowhere.invalid"));

    assertThat(mistakes()).containsOnlyKeys("tls");
    assertThat(mistakes().get("tls")).contains("nowhere.invalid", "host name is unknown");
  }

  @Test
  void aHostThatRefuses() {
    step.change(Map.of("duo.host", "localhost:1"));

    assertThat(mistakes().get("ping")).contains("localhost:1", "refused");
  }

  @Test
  void aHostWithTheCertificateOfAnother() {
    step.change(Map.of("duo.host", elsewhere.host(), "duo.ca_certificates", elsewhere.caPem()));

    assertThat(mistakes().get("tls")).contains("another host");
  }

  @Test
  void aHostThatIsNotDuo() {
    duo.faults().on(Endpoint.PING).always(Fault.html(404));

    assertThat(mistakes()).containsOnlyKeys("ping");
    assertThat(mistakes().get("ping")).contains("404", "duo.host");
  }

  @Test
  void aHostThatIsNotAllowed() {
    step.change(Map.of("duo.host", "duo.evil.example"));

    assertThat(mistakes()).containsOnlyKeys("config");
    assertThat(mistakes().get("config")).contains("duo.host", "allowed-hosts");
  }

  @Test
  void anUnknownAuthority() {
    step.remove("duo.ca_certificates");

    assertThat(mistakes()).containsOnlyKeys("tls");
    assertThat(mistakes().get("tls"))
        .contains("authority", "CN=Simulated Duo CA", "duo.ca_certificates");
  }

  @Test
  void aCertificateThatHasExpired() {
    step.change(Map.of("duo.host", expired.host(), "duo.ca_certificates", expired.caPem()));

    assertThat(mistakes().get("tls")).contains("expired");
  }

  @Test
  void aProxyThatIsDown() {
    proxied("");
    assertThat(mistakes()).isEmpty();

    proxy.stopListening();

    assertThat(mistakes()).containsOnlyKeys("proxy");
    assertThat(mistakes().get("proxy")).contains("refused", "127.0.0.1:" + proxy.port());
  }

  @Test
  void whatHidesASharedValueOfTheStepForUserNames() {
    step.change(Map.of("gateway.max_waiting", "7", "gateway.clients", "one##two"));
    FlowStep grant =
        realm.withGatewaySteps(
            Map.of(
                "shared.config", step.configAlias(),
                "gateway.clients", "one",
                "gateway.max_waiting", "0",
                "gateway.otp_in_username", "false"),
            Map.of("shared.config", step.configAlias()));
    String username = grant.configAlias().replace("-grant", "-grant-username");

    assertThat(admin().test(username).get(0).message())
        .isEqualTo(
            "all options are valid; shared.config: options that are set here hide other values of"
                + " the shared configuration: gateway.clients; shared.config: options that have"
                + " their default here, as the admin console stores it for every field, take other"
                + " values from the shared configuration: gateway.max_waiting");
    assertThat(admin().test(grant.configAlias()).get(0).message())
        .isEqualTo("all options are valid");
  }

  @Test
  void aWrongPasswordForTheProxy() {
    proxied("canary-proxy-password");
    proxy.refuseWith(407);

    assertThat(mistakes()).containsOnlyKeys("proxy");
    assertThat(mistakes().get("proxy"))
        .contains("user name and password", "407")
        .doesNotContain("canary");
  }

  @Test
  @NewRealm
  void aMissingEntryOfTheVault() {
    step.change(Map.of("duo.skey", "${vault.duo-key}"));

    assertThat(mistakes()).containsOnlyKeys("vault");
    assertThat(mistakes().get("vault")).contains("duo.skey", "duo-key");

    vault.put(realm, "duo-key", duo.skey());
    assertThat(mistakes()).isEmpty();
    assertThat(admin().test(step.configAlias()).get(1).message()).contains("entries");
  }

  @Test
  @NewRealm
  void whatCameFromTheVaultIsShownInNoMessage() {
    vault.put(realm, "proxy", "canary.invalid");
    step.change(Map.of("https_proxy.server", "${vault.proxy}"));

    assertThat(mistakes()).containsOnlyKeys("proxy");
    assertThat(admin().test(step.configAlias()).toString())
        .contains("from the vault")
        .doesNotContain("canary");
  }

  @Test
  void aMissingEntryAndAnotherMistake() {
    step.change(Map.of("duo.skey", "${vault.duo-key}", "duo.timeout", "soon"));

    assertThat(mistakes()).containsOnlyKeys("vault", "config");
    assertThat(mistakes().get("config")).contains("duo.timeout").doesNotContain("duo.skey");
  }

  @Test
  void anLdapProviderThatDoesNotExist() {
    step.change(Map.of("ldap_server.name", "nobody", "whitelist.ldap_server_group.except", "x"));
    step.change(Map.of("whitelist.ldap_server_group.allow", "no_user"));

    assertThat(mistakes()).containsOnlyKeys("config", "ldap_bind");
    assertThat(mistakes().get("ldap_bind")).contains("nobody");
  }

  @Test
  void anApplicationForDuosOwnPage() {
    step.change(Map.of("duo.mode", "universal"));
    assertThat(mistakes()).isEmpty();
    realm.users().create("alice");
    assertThat(
            admin()
                .explain(step.configAlias(), "alice", Optional.of("192.0.2.1"))
                .path("outcome")
                .asText())
        .isEqualTo("approved");

    step.change(Map.of("duo.skey", "0123456789012345678901234567890123456789"));
    assertThat(mistakes()).containsOnlyKeys("keys");
    assertThat(mistakes().get("keys")).contains("Web SDK");

    step.change(Map.of("duo.skey", duo.skey()));
    duo.faults().clockSkew(Duration.ofMinutes(10));
    assertThat(mistakes()).containsOnlyKeys("clock");
  }

  @Test
  void duosOwnPageNeedsABrowser() {
    Map<String, String> config = new HashMap<>(DuoSettings.of(duo));
    config.put("duo.mode", "universal");
    String alias = realm.withDirectGrantStep("duo-mfa-direct-grant", config).configAlias();

    assertThat(admin().mistakes(alias)).containsOnlyKeys("config");
    assertThat(admin().mistakes(alias).get("config")).contains("duo.mode", "no browser");
  }

  @Test
  void oneConfigurationOnDuosOwnPageAndInADirectGrant() {
    step.change(Map.of("duo.mode", "universal"));
    realm.withDirectGrantStep("duo-mfa-direct-grant", Map.of("shared.config", step.configAlias()));

    assertThat(mistakes()).containsOnlyKeys("config");
    assertThat(mistakes().get("config")).contains("duo.mode", "shared.config");
  }

  @Test
  void theStepForUserNamesHasItsOwnRules() {
    FlowStep names =
        realm.withFlow(
            "names", "duo-mfa-direct-grant-username", Map.of("gateway.otp_in_username", "true"));

    assertThat(admin().test(names.configAlias())).hasSize(9).allMatch(Check::ok);
  }

  @Test
  void aliasesThatAreNotOurs() {
    assertThat(realm.admin().send("POST", DuoAdmin.path("nobody") + "/test", null).statusCode())
        .isEqualTo(404);
  }

  private DuoAdmin admin() {
    return new DuoAdmin(realm.admin());
  }

  private Map<String, String> mistakes() {
    return admin().mistakes(step.configAlias());
  }

  private void proxied(String password) {
    Map<String, String> options = new HashMap<>();
    options.put("https_proxy.server", proxy.host());
    options.put("https_proxy.port", String.valueOf(proxy.port()));
    if (!password.isEmpty()) {
      options.put("https_proxy.username", "proxy-user");
      options.put("https_proxy.password", password);
    }
    step.change(options);
  }
}
