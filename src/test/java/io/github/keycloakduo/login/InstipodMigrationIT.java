package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakduo.admin.Callers;
import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.NewRealm;
import io.github.keycloakduo.testkit.SparePorts;
import io.github.keycloakduo.testkit.VaultDirectory;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.realm.App;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import io.github.keycloakduo.testkit.server.Json;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import io.github.keycloakduo.testkit.server.NeedsPrograms;
import io.github.keycloakduo.testkit.server.ShellBlocks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A realm of the other extension, moved as docs/migrating-from-instipod.md says: its export with
 * three client overrides is imported, and each client asks its own application at Duo.
 */
@ExtendWith(KeycloakExtension.class)
@NeedsPrograms({"sh", "curl", "jq"})
class InstipodMigrationIT {
  private static final List<String> CLIENTS = List.of("shop", "wiki", "crm");
  private static final String SECRET_END = "-secret-key-of-forty-characters-00000000";

  private final Map<String, DuoSimulator> applications = new LinkedHashMap<>();

  InstipodMigrationIT(SparePorts spare) {
    Iterator<Integer> ports = spare.duos().iterator();
    Stream.concat(Stream.of("main"), CLIENTS.stream())
        .forEach(
            name ->
                applications.put(
                    name,
                    DuoSimulator.builder()
                        .port(ports.next())
                        .keys(ikey(name), skey(name))
                        .start()));
  }

  @AfterEach
  void stop() {
    applications.values().forEach(DuoSimulator::close);
  }

  private static String ikey(String name) {
    return ("DI" + name.toUpperCase(Locale.ROOT) + "0".repeat(20)).substring(0, 20);
  }

  private static String skey(String name) {
    return (name + SECRET_END).substring(0, 40);
  }

  @Test
  @NewRealm
  void everyClientAsksItsOwnApplicationAfterTheMove(
      KeycloakUnderTest keycloak, TestRealm realm, VaultDirectory vault, @TempDir Path work)
      throws IOException, InterruptedException {
    TestUser alice = realm.users().create("alice");
    applications
        .values()
        .forEach(duo -> duo.user("alice").phone("DPALICE0000000000001", "Phone", Capability.PUSH));
    Map<String, App> apps = new LinkedHashMap<>();
    apps.put("main", realm.app());
    CLIENTS.forEach(name -> apps.put(name, realm.app(name)));
    Files.writeString(work.resolve("export.json"), export(realm));

    ShellBlocks blocks = ShellBlocks.of(Path.of("docs", "migrating-from-instipod.md"));
    assertThat(blocks.texts()).hasSize(2);
    Map<String, String> variables =
        Map.of(
            "DUO",
            keycloak.baseUrl() + "/admin/realms/" + realm.name() + "/duo-mfa",
            "TOKEN",
            token(realm));
    ShellBlocks.Run imported =
        new ShellBlocks(blocks.texts().subList(0, 1)).strict().run(work, variables);
    assertThat(imported.status()).as(imported.said()).isZero();
    assertThat(imported.said())
        .contains("vault: west_duo_skey", "vault: west-shop_duo_skey")
        .doesNotContain("to do: duo");
    fillVault(vault, realm);

    realm.withBrowserStep(
        "duo-mfa", Map.of("shared.config", "west", "duo.ca_certificates", authorities()));

    ShellBlocks.Run tested = blocks.from(1).strict().run(work, variables);
    assertThat(tested.status()).as(tested.said()).isZero();
    for (String name : apps.keySet()) {
      assertAsksItsOwnApplication(name, apps, realm, alice);
    }
    assertThat(keycloak.logText()).doesNotContain(SECRET_END.substring(0, 20));
  }

  private void assertAsksItsOwnApplication(
      String name, Map<String, App> apps, TestRealm realm, TestUser alice) {
    DuoSimulator duo = application(name);
    Map<String, Integer> before = tokens();
    App app = apps.getOrDefault(name, realm.app());

    Page prompt =
        DuoLogin.settled(
            realm
                .browser()
                .trusting(duo.clientContext())
                .open(app.loginUrl())
                .form("#kc-form-login")
                .with("username", alice.username())
                .with("password", alice.password())
                .submit());
    Page end = PromptLogin.decide(prompt, "approve");

    assertThat(end.arrived()).as(name + ": " + end).isTrue();
    before.merge(name, 1, Integer::sum);
    assertThat(tokens()).as(name).isEqualTo(before);
  }

  /** How often each application was asked what came of a prompt. */
  private Map<String, Integer> tokens() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    applications.forEach((name, duo) -> counts.put(name, duo.requests().count(Endpoint.TOKEN)));
    return counts;
  }

  private static String token(TestRealm realm) {
    Callers.serviceAccount(realm, "duo-admin", "the-secret", "view-realm", "manage-realm");
    return new App(realm.app().realmUrl(), "duo-admin", realm.app().redirectUri())
        .token(Map.of("grant_type", "client_credentials", "client_secret", "the-secret"))
        .accessToken();
  }

  private DuoSimulator application(String name) {
    return Objects.requireNonNull(applications.get(name));
  }

  /** What Keycloak exports of a realm with the other extension, as far as it matters. */
  private String export(TestRealm realm) {
    List<Map<String, String>> clients = new ArrayList<>();
    List<String> overrides = new ArrayList<>();
    for (String name : CLIENTS) {
      JsonNode found = realm.admin().get("/clients?clientId=" + name).get(0);
      String id = found.path("id").asText();
      clients.add(Map.of("id", id, "clientId", name));
      overrides.add(String.join(",", id, ikey(name), skey(name), application(name).host()));
    }
    return Json.write(
        Map.of(
            "realm",
            realm.name(),
            "clients",
            clients,
            "authenticationFlows",
            List.of(
                Map.of(
                    "alias",
                    "browser with duo forms",
                    "authenticationExecutions",
                    List.of(
                        Map.of("authenticator", "auth-username-password-form"),
                        Map.of("authenticator", "duo-universal", "authenticatorConfig", "Duo")))),
            "authenticatorConfig",
            List.of(
                Map.of(
                    "id",
                    "7f0c2d1e-0000-4000-8000-000000000001",
                    "alias",
                    "Duo",
                    "config",
                    Map.of(
                        "duoApiHostname", application("main").host(),
                        "duoIntegrationKey", ikey("main"),
                        "duoSecretKey", skey("main"),
                        "duoFailSafe", "false",
                        "duoClientIds", String.join("##", overrides))))));
  }

  private static void fillVault(VaultDirectory vault, TestRealm realm) {
    vault.put(realm, "west_duo_skey", skey("main"));
    for (String name : CLIENTS) {
      vault.put(realm, "west-" + name + "_duo_skey", skey(name));
    }
  }

  private String authorities() {
    return applications.values().stream().map(DuoSimulator::caPem).collect(Collectors.joining());
  }
}
