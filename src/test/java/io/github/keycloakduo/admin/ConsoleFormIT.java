package io.github.keycloakduo.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.github.keycloakduo.login.Eventually;
import io.github.keycloakduo.settings.SettingKey;
import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.NewRealm;
import io.github.keycloakduo.testkit.browser.Chrome;
import io.github.keycloakduo.testkit.browser.Look;
import io.github.keycloakduo.testkit.browser.NeedsChromium;
import io.github.keycloakduo.testkit.realm.FlowStep;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import io.github.keycloakduo.testkit.server.AdminClient;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The form of Keycloak's admin console for the settings of a step, in a real browser. */
@ExtendWith(KeycloakExtension.class)
@NeedsChromium
@NewRealm
class ConsoleFormIT {
  private static final String ALIAS = "filled in the console";
  private static final Map<String, String> COMMON =
      Map.of(
          "auth.prompt", "Code, please:",
          "duo.factors", "passcode##push",
          "duo.timeout", "45",
          "authentication_cache.reuse_limit", "5",
          "authentication_cache.soft_timeout", "600",
          "authentication_cache.hard_timeout", "600");

  private final TestRealm realm;
  private final DuoSimulator duo;
  private final KeycloakUnderTest keycloak;

  ConsoleFormIT(TestRealm realm, DuoSimulator duo, KeycloakUnderTest keycloak) {
    this.realm = realm;
    this.duo = duo;
    this.keycloak = keycloak;
  }

  @Test
  void untouchedFieldsHideNothingOfASharedConfigurationAndTouchedOnesAreNamed(Chrome chrome) {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH).passcode("123456");
    Map<String, String> common = new HashMap<>(DuoSettings.of(duo));
    common.putAll(COMMON);
    String shared = realm.withFlow("common", "duo-mfa", common).configAlias();
    String flow = realm.addBrowserFlow("duo-mfa");

    Page form = form(chrome, flow);
    form.fill("#alias", ALIAS);
    field(form, "shared.config").fill(shared);
    chrome.screenshot(form, "console-form");
    field(form, "duo.timeout").fill("30");
    save(form);

    assertThat(withoutUntouchedLists(stored(flow))).isEqualTo(presets(shared));
    realm.change(Map.of("browserFlow", flow));
    Page login = logIn(chrome, realm.users().create("alice"));
    assertThat(login.locator("label[for=duo-passcode]")).hasText("Code, please:");
    assertNamed();
  }

  /** N16: the console adds the default of every field that was not touched. */
  @Test
  void openingAndSavingChangesNothingThatCounts(Chrome chrome) {
    duo.user("bob").phone("DP1", "Phone", Capability.PUSH).passcode("123456");
    TestUser bob = realm.users().create("bob");
    Map<String, String> scripted = new HashMap<>(DuoSettings.of(duo));
    scripted.putAll(COMMON);
    scripted.put("network.exempt", "203.0.113.0/24##2001:db8::/32");
    scripted.put("client.configs", "[{\"key\":\"other\",\"value\":\"of another\"}]");
    FlowStep step = realm.withBrowserStep("duo-mfa", scripted);
    Page login = logIn(chrome, bob);
    login.fill("#duo-passcode", "123456");
    login.click("#kc-login");
    login.waitForURL(url -> url.startsWith(realm.app().redirectUri().toString()));

    String flow = realm.admin().get("").path("browserFlow").asText();
    // Duo does not know the administrator.
    realm.change(Map.of("browserFlow", "browser"));
    Page form = form(chrome, flow);
    save(form);

    assertThat(step.config())
        .hasSizeGreaterThan(scripted.size())
        .containsAllEntriesOf(shown(scripted));
    assertThat(new DuoAdmin(realm.admin()).mistakes(step.configAlias()))
        .hasEntrySatisfying("config", message -> assertThat(message).contains("client.configs"))
        .hasSize(1);
    JsonNode said =
        new DuoAdmin(realm.admin()).explain(step.configAlias(), "bob", Optional.of("127.0.0.1"));
    assertThat(said.path("outcome").asText()).as(said.toString()).isEqualTo("grace");
  }

  /** As an administrator reads it. */
  private static Map<String, String> shown(Map<String, String> stored) {
    Map<String, String> shown = new HashMap<>(stored);
    shown.remove("duo.skey");
    return shown;
  }

  /** Some versions of the console store lists that were not touched, too. */
  private static Map<String, String> withoutUntouchedLists(Map<String, String> stored) {
    Map<String, String> rest = new HashMap<>(stored);
    rest.entrySet()
        .removeIf(
            option ->
                SettingKey.of(option.getKey())
                    .filter(key -> key.type() == SettingKey.Type.LIST)
                    .flatMap(SettingKey::defaultValue)
                    .filter(option.getValue()::equals)
                    .isPresent());
    return rest;
  }

  /** Whatever the console stores of its own accord, without a value for what has no default. */
  private static Map<String, String> presets(String shared) {
    Map<String, String> presets = new HashMap<>();
    for (SettingKey key : SettingKey.values()) {
      if (key.type() != SettingKey.Type.LIST) {
        key.defaultValue().ifPresent(value -> presets.put(key.id(), value));
      }
    }
    presets.put("shared.config", shared);
    presets.put("duo.timeout", "30");
    return presets;
  }

  private Page logIn(Chrome chrome, TestUser user) {
    return logIn(chrome.open(Look.desktop(), realm.app().loginUrl()), user);
  }

  private static Page logIn(Page page, TestUser user) {
    page.fill("#username", user.username());
    page.fill("#password", user.password());
    page.click("#kc-login");
    return page;
  }

  private void assertNamed() {
    String hidden =
        "shared.config: options that are set here hide other values of the shared configuration:"
            + " duo.timeout";
    DuoAdmin admin = new DuoAdmin(realm.admin());
    DuoAdmin.Check config = admin.test(ALIAS).get(0);
    assertThat(config.ok()).isTrue();
    assertThat(config.message())
        .contains(hidden + ";")
        .containsPattern(
            "shared configuration: (duo\\.factors, )?auth\\.prompt, authentication_cache\\.reuse_limit$");
    assertThat(
            admin
                .explain(ALIAS, "alice", Optional.of("192.0.2.1"))
                .path("steps")
                .get(0)
                .path("reason")
                .asText())
        .contains("mind: " + hidden);
    Eventually.holds(() -> !warnings(hidden).isEmpty());
    assertThat(warnings(hidden)).hasSize(1);
  }

  private List<String> warnings(String words) {
    return keycloak
        .logText()
        .lines()
        .filter(line -> line.contains("realm " + realm.name() + ", " + words))
        .toList();
  }

  /** Opens the settings of the step as an administrator of the realm does. */
  private Page form(Chrome chrome, String flow) {
    String console = keycloak.baseUrl() + "/admin/" + realm.name() + "/console/#/";
    String place = realm.name() + "/authentication/" + flowId(flow) + "/notInUse";
    Page page = logIn(chrome.open(Look.desktop(), URI.create(console + place)), administrator());
    page.locator("tr", new Page.LocatorOptions().setHasText("Duo MFA"))
        .locator("button[aria-label=Settings]")
        .click();
    page.locator("#execution-config-form").waitFor();
    return page;
  }

  private static Locator field(Page form, String key) {
    return form.locator("[data-testid='" + key + "']").first();
  }

  private static void save(Page form) {
    form.locator("[data-testid=save]").click();
    form.locator("#execution-config-form")
        .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
  }

  private TestUser administrator() {
    // The tests share a realm.
    TestUser user = realm.users().create("administrator-" + UUID.randomUUID());
    AdminClient admin = realm.admin();
    String client = admin.get("/clients?clientId=realm-management").get(0).path("id").asText();
    admin.post(
        "/users/" + user.id() + "/role-mappings/clients/" + client,
        List.of(admin.get("/clients/" + client + "/roles/realm-admin")));
    return user;
  }

  private String flowId(String alias) {
    for (JsonNode flow : realm.admin().get("/authentication/flows")) {
      if (flow.path("alias").asText().equals(alias)) {
        return flow.path("id").asText();
      }
    }
    throw new AssertionError(alias);
  }

  private Map<String, String> stored(String flow) {
    Map<String, String> stored = new HashMap<>();
    String path = "/authentication/flows/" + flow.replace(" ", "%20") + "/executions";
    for (JsonNode step : realm.admin().get(path)) {
      if (step.path("providerId").asText().equals("duo-mfa")) {
        String id = step.path("authenticationConfig").asText();
        realm
            .admin()
            .get("/authentication/config/" + id)
            .path("config")
            .properties()
            .forEach(option -> stored.put(option.getKey(), option.getValue().asText()));
      }
    }
    return stored;
  }
}
