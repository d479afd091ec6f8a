package io.github.keycloakduo.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import io.github.keycloakduo.pages.Axe;
import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.browser.Chrome;
import io.github.keycloakduo.testkit.browser.Look;
import io.github.keycloakduo.testkit.browser.NeedsChromium;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import io.github.keycloakduo.testkit.server.AdminClient;
import io.github.keycloakduo.testkit.server.Http;
import io.github.keycloakduo.testkit.server.Json;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page of administration, in a real browser. */
@NeedsChromium
@ExtendWith(KeycloakExtension.class)
class ConsoleIT {
  private static final List<String> SECTIONS =
      List.of("configurations", "explain", "graces", "flows", "break-glass", "import");

  private final DuoSimulator duo;
  private final KeycloakUnderTest keycloak;
  private TestRealm realm;

  ConsoleIT(DuoSimulator duo, KeycloakUnderTest keycloak) {
    this.duo = duo;
    this.keycloak = keycloak;
  }

  @BeforeEach
  void useRealm(TestRealm ofTheTest) {
    realm = ofTheTest;
  }

  private URI page() {
    return URI.create(realm.app().realmUrl() + "/duo-mfa/console");
  }

  private HttpResponse<String> get(URI uri) {
    return Http.send(HttpRequest.newBuilder(uri));
  }

  private JsonNode makeClient() {
    return realm.admin().post("/duo-mfa/console", Map.of());
  }

  private TestUser administrator(String... roles) {
    TestUser user = realm.users().create("administrator");
    AdminClient admin = realm.admin();
    String management = admin.get("/clients?clientId=realm-management").get(0).path("id").asText();
    for (String role : roles) {
      admin.post(
          "/users/" + user.id() + "/role-mappings/clients/" + management,
          List.of(admin.get("/clients/" + management + "/roles/" + role)));
    }
    return user;
  }

  /** Opens the page as an administrator who has not signed in yet. */
  private Page open(Chrome chrome, Look look, TestUser user) {
    Page page = chrome.open(look, page());
    page.fill("#username", user.username());
    page.fill("#password", user.password());
    page.click("#kc-login");
    page.locator("#duo-nav a").first().waitFor();
    return page;
  }

  private Page open(Chrome chrome) {
    makeClient();
    return open(chrome, Look.desktop(), administrator("realm-admin"));
  }

  private static void section(Page page, String name) {
    page.locator("#duo-nav a[href='#/" + name + "']").click();
    page.locator("main:not([aria-busy]) h1").waitFor();
    assertThat(page.locator("#duo-nav a[aria-current=page]")).hasAttribute("href", "#/" + name);
  }

  private static Locator rows(Page page, String table) {
    return page.locator("table[aria-label='" + table + "'] tbody tr");
  }

  private static void press(Page page, String button) {
    page.locator("main button", new Page.LocatorOptions().setHasText(button)).first().click();
  }

  @Test
  void holdsNoScriptOfItsOwnAndNothingFromElsewhere() {
    HttpResponse<String> page = get(page());

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().allValues("Content-Security-Policy")).hasSize(1);
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
        .contains("frame-ancestors 'none'", "base-uri 'none'")
        .doesNotContain("unsafe");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(page.body())
        .doesNotContainPattern("<script(?![^>]* src=)")
        .doesNotContainPattern("\\son[a-z]+=")
        .doesNotContain("style=", "http:", "https:", "@files@", "@keycloak@", realm.name());
    Pattern.compile("(?:src|href)=\"([^\"#][^\"]*)\"")
        .matcher(page.body())
        .results()
        .map(found -> found.group(1))
        .filter(address -> !address.startsWith("data:"))
        .forEach(
            address ->
                assertThat(get(page().resolve(address)).statusCode()).as(address).isEqualTo(200));
  }

  @Test
  void filesOfAnotherVersionAreNotServed() {
    assertThat(get(URI.create(page() + "/0123456789abcdef/console.js")).statusCode())
        .isEqualTo(404);
    assertThat(get(URI.create(page() + "/0123456789abcdef/..%2findex.html")).statusCode())
        .isBetween(400, 404);
  }

  @Test
  void saysHowItsClientIsMadeAndThenSignsIn(Chrome chrome) {
    Page page = chrome.open(Look.desktop(), page());

    assertThat(page.locator("h1")).hasText("One step is missing");
    assertThat(page.locator("pre"))
        .containsText("kcadm.sh create duo-mfa/console -r " + realm.name());
    chrome.screenshot(page, "console-setup");

    JsonNode made = makeClient();

    assertThat(made.path("page").asText()).isEqualTo(page().toString());
    JsonNode stored =
        realm.admin().get("/clients?clientId=" + made.path("clientId").asText()).get(0);
    assertThat(stored.path("publicClient").asBoolean()).isTrue();
    assertThat(stored.path("redirectUris")).hasSize(1);
    assertThat(stored.path("redirectUris").get(0).asText()).isEqualTo(page().toString());
    assertThat(stored.path("directAccessGrantsEnabled").asBoolean()).isFalse();
    assertThat(stored.path("implicitFlowEnabled").asBoolean()).isFalse();
    assertThat(stored.path("fullScopeAllowed").asBoolean()).isFalse();
    assertThat(stored.path("attributes").path("pkce.code.challenge.method").asText())
        .isEqualTo("S256");
    assertThat(realm.events().admin())
        .anySatisfy(
            event -> {
              assertThat(event.operation()).isEqualTo("CREATE");
              assertThat(event.resourceType()).isEqualTo("CLIENT");
            });

    TestUser user = administrator("realm-admin");
    press(page, "Check again");
    page.fill("#username", user.username());
    page.fill("#password", user.password());
    page.click("#kc-login");
    assertThat(page.locator("h1")).hasText("Configurations");
    assertThat(page).hasURL(page() + "#/configurations");
  }

  @Test
  void makingTheClientAgainPutsItRight() {
    makeClient();
    JsonNode stored = realm.admin().get("/clients?clientId=duo-mfa-console").get(0);
    realm
        .admin()
        .put(
            "/clients/" + stored.path("id").asText(),
            Map.of("redirectUris", List.of("https://elsewhere.example/*")));

    makeClient();

    JsonNode again = realm.admin().get("/clients?clientId=duo-mfa-console").get(0);
    assertThat(again.path("id")).isEqualTo(stored.path("id"));
    assertThat(again.path("redirectUris").get(0).asText()).isEqualTo(page().toString());
  }

  @Test
  void itsClientIsMadeOnlyByWhoManagesRealmAndClients() {
    for (String role : List.of("view-realm", "manage-realm", "manage-clients")) {
      AdminClient caller =
          realm.admin().as(Callers.token(realm, "only-" + role, "view-realm", role));
      assertThat(caller.send("POST", "/duo-mfa/console", Map.of()).statusCode())
          .as(role)
          .isEqualTo(403);
    }
    assertThat(realm.admin().get("/clients?clientId=duo-mfa-console")).isEmpty();
  }

  @Test
  void itsTokenHoldsOnlyTheRightsOfThePage(Chrome chrome) {
    Page page = open(chrome);
    Response flows =
        page.waitForResponse(
            response -> response.url().endsWith("/duo-mfa/flows"), () -> section(page, "flows"));

    assertThat(flows.status()).isEqualTo(200);
    String token = flows.request().headerValue("authorization").substring("Bearer ".length());
    AdminClient holder = realm.admin().as(token);
    assertThat(holder.send("GET", "/duo-mfa/configs", null).statusCode()).isEqualTo(200);
    assertThat(holder.send("GET", "/users", null).statusCode()).isEqualTo(403);
    assertThat(holder.send("GET", "/clients", null).statusCode()).isEqualTo(403);
  }

  @Test
  void showsEachConfigurationWhereItIsUsedAndWhetherItWorks(Chrome chrome) {
    String alias = realm.withFlow("second", "duo-mfa", DuoSettings.of(duo)).configAlias();
    Page page = open(chrome);

    assertThat(rows(page, "Configurations")).hasCount(1);
    assertThat(rows(page, "Configurations").first()).containsText("duo-mfa in the flow second");
    press(page, "Test all");
    assertThat(page.locator("#duo-results")).containsText("All checks passed.");
    assertThat(rows(page, "Checks")).hasCount(9);
    chrome.screenshot(page, "console-test");

    page.locator("a", new Page.LocatorOptions().setHasText(alias)).first().click();
    assertThat(page.locator("h1")).hasText("Configuration " + alias);
    assertThat(page.content()).doesNotContain(duo.skey());
  }

  /** Each is a mistake that an administrator makes, with words of the sentence that leads on. */
  private Map<String, Map<String, String>> broken() {
    Map<String, Map<String, String>> broken = new LinkedHashMap<>();
    broken.put("duo.timeout: invalid value \"sixty\": expected", Map.of("duo.timeout", "sixty"));
    broken.put("duo.host: invalid value", Map.of("duo.host", "https://" + duo.host()));
    broken.put("duo.ikey is missing", Map.of("duo.ikey", ""));
    broken.put("duo.skey does not belong to duo.ikey", Map.of("duo.skey", "0".repeat(40)));
    broken.put("Duo does not know duo.ikey", Map.of("duo.ikey", "DIWRONGWRONGWRONGWRO"));
    broken.put("the vault has no entry for", Map.of("duo.skey", "${vault.none}"));
    broken.put(
        "ldap_server.name",
        Map.of("ldap_server.name", "nowhere", "usermapping.ldap_server.user_attribute", "mail"));
    broken.put(
        "authentication_cache.soft_timeout", Map.of("authentication_cache.reuse_limit", "3"));
    broken.put("is not an option of this extension", Map.of("duo.tiemout", "30"));
    broken.put("shared.config: invalid value \"nothing\"", Map.of("shared.config", "nothing"));
    broken.put("the proxy", Map.of("https_proxy.server", "127.0.0.1", "https_proxy.port", "9"));
    return broken;
  }

  @Test
  void showsTheSentenceThatLeadsToTheCureOfEachOfTenBrokenConfigurations(Chrome chrome) {
    Map<String, String> aliases = new LinkedHashMap<>();
    broken()
        .forEach(
            (sentence, change) -> {
              Map<String, String> options = new HashMap<>(DuoSettings.of(duo));
              options.putAll(change);
              String flow = "broken " + aliases.size();
              aliases.put(sentence, realm.withFlow(flow, "duo-mfa", options).configAlias());
            });
    assertThat(aliases).hasSizeGreaterThanOrEqualTo(10);
    Page page = open(chrome);

    aliases.forEach(
        (sentence, alias) -> {
          section(page, "configurations");
          page.locator("a", new Page.LocatorOptions().setHasText(alias)).first().click();
          assertThat(page.locator("h1")).hasText("Configuration " + alias);
          press(page, "Test");
          assertThat(page.locator("#duo-results .duo-bad").first()).isVisible();
          assertThat(page.locator("#duo-results table")).containsText(sentence);
        });
    chrome.screenshot(page, "console-broken");
  }

  @Test
  void theEditorSavesNothingThatLoginsWouldFailWith(Chrome chrome) {
    String alias = realm.withFlow("second", "duo-mfa", DuoSettings.of(duo)).configAlias();
    Page page = open(chrome);
    page.locator("a", new Page.LocatorOptions().setHasText(alias)).first().click();
    Locator timeout = page.locator("[data-option='duo.timeout']");

    timeout.fill("sixty");
    press(page, "Save");

    assertThat(page.locator("#duo-edit-results [role=alert]"))
        .containsText("duo.timeout: invalid value \"sixty\": expected");
    assertThat(timeout).hasAttribute("aria-invalid", "true");
    assertThat(timeout).isFocused();
    assertThat(timeout).hasAccessibleDescription(Pattern.compile("expected an integer"));
    chrome.screenshotOfWindow(page, "console-editor");
    assertThat(stored(alias)).doesNotContainValue("sixty");

    timeout.fill("45");
    press(page, "Check");
    assertThat(page.locator("#duo-edit-results")).containsText("All checks passed.");
    assertThat(timeout).hasAttribute("aria-invalid", "false");
    assertThat(stored(alias)).doesNotContainEntry("duo.timeout", "45");

    realm.events().clear();
    press(page, "Save");
    assertThat(page.locator("#duo-edit-results")).containsText("Saved.");
    Map<String, String> expected = new HashMap<>(DuoSettings.of(duo));
    expected.put("duo.timeout", "45");
    assertThat(stored(alias)).isEqualTo(masked(expected));
    assertThat(realm.events().admin())
        .anySatisfy(event -> assertThat(event.resourceType()).isEqualTo("AUTHENTICATOR_CONFIG"));
    assertThat(new DuoAdmin(realm.admin()).mistakes(alias)).isEmpty();
  }

  @Test
  void aChangeThatBreaksASharingConfigurationIsRefused(Chrome chrome) {
    Map<String, String> common = new HashMap<>(DuoSettings.of(duo));
    String shared = realm.withFlow("common", "duo-mfa", common).configAlias();
    realm.withFlow(
        "sharing",
        "duo-mfa",
        Map.of(
            "shared.config",
            shared,
            "authentication_cache.ask",
            "true",
            "authentication_cache.bind",
            "ip_device"));
    Page page = open(chrome);
    page.locator("a", new Page.LocatorOptions().setHasText(shared)).first().click();
    page.locator("summary", new Page.LocatorOptions().setHasText("Grace")).click();

    page.locator("[data-option='authentication_cache.reuse_limit']").fill("5");
    press(page, "Save");

    assertThat(page.locator("#duo-edit-results [role=alert]")).containsText("soft_timeout");
    assertThat(stored(shared)).doesNotContainKey("authentication_cache.reuse_limit");
  }

  private Map<String, String> stored(String alias) {
    Map<String, String> options = new HashMap<>();
    for (JsonNode config : realm.admin().get("/duo-mfa/configs")) {
      if (config.path("alias").asText().equals(alias)) {
        realm
            .admin()
            .get("/authentication/config/" + config.path("id").asText())
            .path("config")
            .properties()
            .forEach(option -> options.put(option.getKey(), option.getValue().asText()));
      }
    }
    return masked(options);
  }

  /** Newer servers mask secrets in what they answer. */
  private static Map<String, String> masked(Map<String, String> options) {
    Map<String, String> masked = new HashMap<>(options);
    masked.replace("duo.skey", "**********");
    return masked;
  }

  @Test
  void explainsALoginStepByStep(Chrome chrome) {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH);
    realm.users().create("alice");
    realm.withFlow("second", "duo-mfa", DuoSettings.of(duo));
    Page page = open(chrome);
    section(page, "explain");

    page.fill("[name=username]", "alice");
    page.fill("[name=clientIp]", "192.0.2.1");
    page.fill("[name=clientId]", "account");
    press(page, "Explain");

    assertThat(page.locator("#duo-outcome")).hasText("approved");
    assertThat(rows(page, "Steps").first()).containsText("name");
    chrome.screenshot(page, "console-explain");

    page.fill("[name=username]", "nowhere");
    press(page, "Explain");
    assertThat(page.locator("#duo-results [role=alert]")).isVisible();
  }

  @Test
  void listsOpenFlows(Chrome chrome) {
    Page page = open(chrome);
    section(page, "flows");

    assertThat(rows(page, "Open flows").first()).isVisible();
    assertThat(page.locator("main")).containsText("direct grant");
  }

  @Test
  void endsGracesOnceTheAdministratorHasConfirmed(Chrome chrome) {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH).passcode("123456");
    Map<String, String> options = new HashMap<>(DuoSettings.of(duo));
    options.put("authentication_cache.reuse_limit", "5");
    options.put("authentication_cache.soft_timeout", "600");
    options.put("authentication_cache.hard_timeout", "600");
    TestUser alice = realm.users().create("alice");
    TestUser administrator = administrator("realm-admin");
    makeClient();
    realm.withBrowserStep("duo-mfa", options);
    realm.logIn(alice).form("#kc-duo-form").with("passcode", "123456").press("#kc-login").submit();
    realm.change(Map.of("browserFlow", "browser"));
    Page page = open(chrome, Look.desktop(), administrator);
    section(page, "graces");

    press(page, "Show");
    assertThat(rows(page, "Graces")).hasCount(1);
    page.fill("[name=username]", "alice");
    press(page, "Show");
    press(page, "End graces of alice");
    page.locator("dialog button", new Page.LocatorOptions().setHasText("Cancel")).click();
    assertThat(rows(page, "Graces")).hasCount(1);
    press(page, "End graces of alice");
    page.locator("dialog button", new Page.LocatorOptions().setHasText("End graces")).click();

    assertThat(page.locator("#duo-results")).containsText("alice has no grace.");
    assertThat(realm.admin().get("/duo-mfa/grace")).isEmpty();
  }

  @Test
  void grantsAndEndsABreakGlassExemption(Chrome chrome) {
    realm.users().create("alice");
    Page page = open(chrome);
    section(page, "break-glass");
    assertThat(page.locator("#duo-results")).containsText("No user is exempt.");
    page.fill("[name=username]", "alice");
    page.fill("[name=reason]", "lost phone, ticket 4711");
    page.fill("[name=minutes]", "30");

    press(page, "Grant");
    assertThat(rows(page, "Exemptions").first()).containsText("lost phone, ticket 4711");
    assertThat(rows(page, "Exemptions").first()).containsText("administrator");
    assertThat(realm.admin().get("/duo-mfa/break-glass")).hasSize(1);
    chrome.screenshot(page, "console-break-glass");

    rows(page, "Exemptions").first().locator("button").click();
    page.locator("dialog button", new Page.LocatorOptions().setHasText("End")).click();
    assertThat(page.locator("#duo-results")).containsText("No user is exempt.");
    assertThat(realm.admin().get("/duo-mfa/break-glass")).isEmpty();
  }

  @Test
  void importsAFileAfterACheckThatSavesNothing(Chrome chrome) {
    Page page = open(chrome);
    section(page, "import");
    page.fill("[name=source]", "[duo]\nhost=api-01234567.duosecurity.com\nikey=DI123\nhorst=x\n");
    page.fill("[name=alias]", "imported");

    press(page, "Check");
    assertThat(page.locator("#duo-results")).containsText("Nothing was saved.");
    assertThat(rows(page, "Report").filter(new Locator.FilterOptions().setHasText("horst")))
        .containsText("unknown");
    assertThat(realm.admin().get("/duo-mfa/configs")).isEmpty();

    press(page, "Import");
    assertThat(page.locator("#duo-results")).containsText("Saved as imported");
    assertThat(realm.admin().get("/duo-mfa/configs")).hasSize(1);
    chrome.screenshot(page, "console-import");
  }

  @Test
  void importsAConfigurationOfTheOtherExtensionWithItsOverrides(Chrome chrome) {
    realm.app("shop");
    String shop = realm.admin().get("/clients?clientId=shop").get(0).path("id").asText();
    Map<String, String> options =
        Map.of(
            "duoIntegrationKey", "DIABCDEFGHIJKLMNOPQR",
            "duoSecretKey", "canary-secret-key-0123456789-01234567890",
            "duoApiHostname", "api-01234567.duosecurity.com",
            "duoClientIds",
                shop + ",DISHOPSHOPSHOPSHOPSH,canary-shop-key-0123456789-0123456789-01");
    Page page = open(chrome);
    section(page, "import");
    page.locator("[name=kind]").selectOption("instipod");
    page.fill("[name=source]", Json.write(Map.of("alias", "Duo", "config", options)));
    page.fill("[name=alias]", "west");

    press(page, "Import");

    assertThat(page.locator("#duo-results")).containsText("Saved as west");
    assertThat(rows(page, "Result: west-shop").first()).isVisible();
    assertThat(page.content()).doesNotContain("</td><td>canary");
    assertThat(stored("west")).containsEntry("duo.mode", "universal");
    assertThat(stored("west-shop")).containsEntry("duo.ikey", "DISHOPSHOPSHOPSHOPSH");
  }

  @Test
  void administratorsOfTheMasterRealmChooseAmongTheRealms(Chrome chrome) {
    String alias = realm.withFlow("second", "duo-mfa", DuoSettings.of(duo)).configAlias();
    AdminClient master = keycloak.admin().at("/master");
    String name = "boss-" + realm.name();
    String id =
        master.create(
            "/users",
            Map.of(
                "username",
                name,
                "enabled",
                true,
                "email",
                name + "@example.org",
                "firstName",
                "Boss",
                "lastName",
                "Admin",
                "credentials",
                List.of(Map.of("type", "password", "value", "pw", "temporary", false))));
    TestUser boss = new TestUser(id, name, "pw");
    master.post(
        "/users/" + boss.id() + "/role-mappings/realm", List.of(master.get("/roles/admin")));
    master.post("/duo-mfa/console", Map.of());
    try {
      Page page =
          chrome.open(
              Look.desktop(), URI.create(keycloak.baseUrl() + "/realms/master/duo-mfa/console"));
      page.fill("#username", boss.username());
      page.fill("#password", boss.password());
      page.click("#kc-login");
      page.locator("[name=realm]").selectOption(realm.name());

      assertThat(rows(page, "Configurations").first()).containsText(alias);
      page.reload();
      assertThat(rows(page, "Configurations").first()).containsText(alias);
    } finally {
      master.delete("/users/" + boss.id());
      String client = master.get("/clients?clientId=duo-mfa-console").get(0).path("id").asText();
      master.delete("/clients/" + client);
    }
  }

  @Test
  void viewersMayLookAndAreToldWhatTheyMayNot(Chrome chrome) {
    makeClient();
    String alias = realm.withFlow("second", "duo-mfa", DuoSettings.of(duo)).configAlias();
    Page page = open(chrome, Look.desktop(), administrator("view-realm"));
    page.locator("a", new Page.LocatorOptions().setHasText(alias)).first().click();

    page.locator("[data-option='duo.timeout']").fill("45");
    press(page, "Save");

    assertThat(page.locator("#duo-edit-results [role=alert]")).containsText("manage-realm");
  }

  @Test
  void ordinaryUsersSeeNothing(Chrome chrome) {
    makeClient();
    realm.withFlow("second", "duo-mfa", DuoSettings.of(duo));
    Page page = open(chrome, Look.desktop(), administrator());

    assertThat(page.locator("main [role=alert]")).containsText("view-realm");
    assertThat(page.locator("main table")).hasCount(0);
  }

  @Test
  void hasNoAccessibilityViolationInLightAndDarkAndOnAPhone(Chrome chrome) {
    makeClient();
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH);
    realm.users().create("alice");
    String alias = realm.withFlow("second", "duo-mfa", DuoSettings.of(duo)).configAlias();
    TestUser administrator = administrator("realm-admin");
    Axe axe = new Axe();
    Map<String, List<String>> found = new LinkedHashMap<>();
    Map<String, Look> looks =
        Map.of(
            "light", Look.desktop(),
            "dark", Look.desktop().inTheDark(),
            "phone", Look.desktop().onAPhone());
    looks.forEach(
        (name, look) -> {
          Page page = open(chrome, look, administrator);
          for (String section : SECTIONS) {
            section(page, section);
            found.put(name + " " + section, axe.violations(page));
            chrome.screenshot(page, "console-" + section + "-" + name);
          }
          section(page, "configurations");
          page.locator("a", new Page.LocatorOptions().setHasText(alias)).first().click();
          assertThat(page.locator("h1")).hasText("Configuration " + alias);
          page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)");
          press(page, "Test");
          assertThat(page.locator("#duo-results")).containsText("All checks passed.");
          found.put(name + " configuration", axe.violations(page));
          chrome.screenshot(page, "console-configuration-" + name);
        });
    found.values().removeIf(List::isEmpty);
    assertThat(found).isEmpty();
  }

  @Test
  void isUsedWithTheKeyboardAlone(Chrome chrome) {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH);
    realm.users().create("alice");
    realm.withFlow("second", "duo-mfa", DuoSettings.of(duo));
    Page page = open(chrome);

    tabTo(page, "#duo-nav a[href='#/explain']");
    page.keyboard().press("Enter");
    assertThat(page.locator("h1")).hasText("Explain a login");
    assertThat(page.locator("main")).isFocused();
    tabTo(page, "[name=username]");
    page.keyboard().type("alice");
    page.keyboard().press("Enter");

    assertThat(page.locator("#duo-outcome")).hasText("approved");
  }

  private static void tabTo(Page page, String selector) {
    for (int presses = 0; presses < 30; presses++) {
      page.keyboard().press("Tab");
      if ((boolean) page.evaluate("s => document.activeElement.matches(s)", selector)) {
        return;
      }
    }
    throw new AssertionError(selector + " is out of the reach of the Tab key");
  }
}
