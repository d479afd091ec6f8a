package io.github.keycloakduo.testkit.realm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.browser.PlainBrowser;
import io.github.keycloakduo.testkit.server.AdminClient;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** A realm of its own for a test, with a unique name, one client and all events stored. */
public final class TestRealm implements AutoCloseable {
  private final String name;
  private final AdminClient admin;
  private final App app;
  private final Consumer<TestRealm> end;

  private TestRealm(String name, AdminClient admin, App app, Consumer<TestRealm> end) {
    this.name = name;
    this.admin = admin;
    this.app = app;
    this.end = end;
  }

  /**
   * Creates the realm.
   *
   * @param redirectUri where the client's logins end
   */
  public static TestRealm create(KeycloakUnderTest keycloak, URI redirectUri) {
    return create(keycloak.baseUrl(), keycloak.admin(), redirectUri);
  }

  /** The same at the server of this address. */
  public static TestRealm create(URI baseUrl, AdminClient administrator, URI redirectUri) {
    String name = "test-" + UUID.randomUUID().toString().substring(0, 8);
    App app = new App(URI.create(baseUrl + "/realms/" + name), "app", redirectUri);
    administrator.post("", representation(name, app));
    AdminClient admin = administrator.at("/" + name);
    admin.put(
        "/users/profile",
        ((ObjectNode) admin.get("/users/profile")).put("unmanagedAttributePolicy", "ENABLED"));
    TestRealm realm = new TestRealm(name, admin, app, TestRealm::remove);
    realm.events().clear();
    return realm;
  }

  /** A realm that is there already, with one more client; it is removed at the end. */
  public static TestRealm adopt(KeycloakUnderTest keycloak, String name, URI redirectUri) {
    App app = new App(URI.create(keycloak.baseUrl() + "/realms/" + name), "app", redirectUri);
    AdminClient admin = keycloak.admin().at("/" + name);
    admin.create("/clients", client(app));
    return new TestRealm(name, admin, app, TestRealm::remove);
  }

  private static Map<String, ?> representation(String name, App app) {
    return Map.ofEntries(
        Map.entry("realm", name),
        Map.entry("enabled", true),
        Map.entry("eventsEnabled", true),
        Map.entry("adminEventsEnabled", true),
        Map.entry("adminEventsDetailsEnabled", true),
        Map.entry("internationalizationEnabled", true),
        Map.entry("supportedLocales", List.of("en", "de")),
        Map.entry("defaultLocale", "en"),
        // Hundreds of logins must not spend the test's time on hashing.
        Map.entry("passwordPolicy", "hashAlgorithm(pbkdf2-sha256) and hashIterations(1)"),
        Map.entry("components", RealmKeys.components()),
        Map.entry("clients", List.of(client(app))));
  }

  private static Map<String, ?> client(App app) {
    return Map.of(
        "clientId", app.clientId(),
        "publicClient", true,
        "standardFlowEnabled", true,
        "directAccessGrantsEnabled", true,
        "redirectUris", List.of(app.redirectUri().toString()));
  }

  public String name() {
    return name;
  }

  /** The admin interface of this realm; paths start below the realm. */
  public AdminClient admin() {
    return admin;
  }

  public App app() {
    return app;
  }

  /** One more public client, with the same redirect URI. */
  public App app(String clientId) {
    App more = new App(app.realmUrl(), clientId, app.redirectUri());
    admin.create("/clients", client(more));
    return more;
  }

  /** A confidential client that may only make direct grants. */
  public Gateway gateway(String clientId) {
    String secret = "secret of " + clientId;
    admin.create(
        "/clients",
        Map.of(
            "clientId", clientId,
            "publicClient", false,
            "secret", secret,
            "standardFlowEnabled", false,
            "directAccessGrantsEnabled", true));
    return new Gateway(new App(app.realmUrl(), clientId, app.redirectUri()), secret);
  }

  public RealmUsers users() {
    return new RealmUsers(admin);
  }

  public RealmEvents events() {
    return new RealmEvents(admin);
  }

  public BruteForce bruteForce() {
    return new BruteForce(admin);
  }

  /** A browser nobody has logged in with, that stops where the client would take over. */
  public PlainBrowser browser() {
    return new PlainBrowser(app.redirectUri());
  }

  /** Starts a login in a new browser and enters the password; the page that follows. */
  public Page logIn(TestUser user) {
    return logIn(browser(), user);
  }

  /** Starts a login in a new tab of this browser and enters the password. */
  public Page logIn(PlainBrowser browser, TestUser user) {
    return browser
        .open(app.loginUrl())
        .form("#kc-form-login")
        .with("username", user.username())
        .with("password", user.password())
        .submit();
  }

  /** Makes a copy of the browser flow with this step after the password the realm's own. */
  public FlowStep withBrowserStep(String provider, Map<String, String> config) {
    String flow = copyFlow("browser");
    FlowStep step = FlowStep.append(admin, flow + " forms", provider, config);
    change(Map.of("browserFlow", flow));
    return step;
  }

  /**
   * Makes a copy of the browser flow the realm's own, in which this step follows the password form
   * for those who signed in there without a passkey.
   */
  public void withBrowserStepUnlessPasskey(String provider, Map<String, String> config) {
    String flow = copyFlow("browser");
    String unlessPasskey = flow + " unless passkey";
    FlowStep.appendSubflow(admin, flow + " forms", unlessPasskey, "CONDITIONAL");
    FlowStep.append(
        admin,
        unlessPasskey,
        "conditional-credential",
        Map.of("credentials", "webauthn-passwordless", "included", "false"));
    FlowStep.append(admin, unlessPasskey, provider, config);
    change(Map.of("browserFlow", flow));
  }

  /**
   * Adds a copy of the browser flow with this step after the password, which has no configuration
   * yet.
   *
   * @return alias of the flow
   */
  public String addBrowserFlow(String provider) {
    String flow = copyFlow("browser");
    FlowStep.appendUnconfigured(admin, flow + " forms", provider);
    return flow;
  }

  /**
   * Makes a flow the realm's own in which this step gives the level of authentication {@code gold},
   * and the password alone {@code silver}.
   */
  public void withStepUp(String provider, Map<String, String> config) {
    StepUpFlow.install(this, provider, config);
  }

  /**
   * Makes a flow the realm's own in which password and this step together give the only level of
   * authentication, {@code gold}.
   */
  public void withOneLevel(String provider, Map<String, String> config) {
    StepUpFlow.installOneLevel(this, provider, config);
  }

  /** Makes a flow the realm's own that has this step at every login, single sign-on or not. */
  public FlowStep withStepAtEveryLogin(String provider, Map<String, String> config) {
    return StepUpFlow.installAtEveryLogin(this, provider, config);
  }

  /**
   * Lets users who forgot their password choose a new one once they have passed this step. Their
   * mailbox, which Keycloak's own flow asks first, is left out.
   */
  public FlowStep withForgottenPasswordStep(String provider, Map<String, String> config) {
    String flow = forgottenPasswordFlow();
    FlowStep step = FlowStep.append(admin, flow, provider, config);
    change(Map.of("resetCredentialsFlow", flow, "resetPasswordAllowed", true));
    return step;
  }

  /** The same with an execution that has the configuration of another step, and not a copy. */
  public void withForgottenPasswordStep(String provider, FlowStep configured) {
    String flow = forgottenPasswordFlow();
    configured.appendTo(admin, flow, provider);
    change(Map.of("resetCredentialsFlow", flow, "resetPasswordAllowed", true));
  }

  private String forgottenPasswordFlow() {
    String flow = "forgotten " + UUID.randomUUID();
    admin.create(
        "/authentication/flows",
        Map.of("alias", flow, "providerId", "basic-flow", "topLevel", true, "builtIn", false));
    FlowStep.appendUnconfigured(admin, flow, "reset-credentials-choose-user");
    FlowStep.appendUnconfigured(admin, flow, "reset-password");
    return flow;
  }

  /** Adds a flow that has nothing but this step. */
  public FlowStep withFlow(String alias, String provider, Map<String, String> config) {
    admin.create(
        "/authentication/flows",
        Map.of("alias", alias, "providerId", "basic-flow", "topLevel", true, "builtIn", false));
    return FlowStep.append(admin, alias, provider, config);
  }

  /** Makes a copy of the direct grant flow with this step at the end the realm's own. */
  public FlowStep withDirectGrantStep(String provider, Map<String, String> config) {
    String flow = copyFlow("direct grant");
    FlowStep step = FlowStep.append(admin, flow, provider, config);
    change(Map.of("directGrantFlow", flow));
    return step;
  }

  /**
   * Makes a direct grant flow the realm's own: the user-name step of ours, the password, and the
   * Duo step.
   *
   * @param username configuration of the user-name step
   * @param config configuration of the Duo step
   * @return the Duo step
   */
  public FlowStep withGatewaySteps(Map<String, String> username, Map<String, String> config) {
    String flow = "gateway " + UUID.randomUUID();
    admin.create(
        "/authentication/flows",
        Map.of("alias", flow, "providerId", "basic-flow", "topLevel", true, "builtIn", false));
    FlowStep.append(admin, flow, "duo-mfa-direct-grant-username", username);
    FlowStep.appendUnconfigured(admin, flow, "direct-grant-validate-password");
    FlowStep step = FlowStep.append(admin, flow, "duo-mfa-direct-grant", config);
    change(Map.of("directGrantFlow", flow));
    return step;
  }

  /** Lets user names have any characters, as those of an imported directory may. */
  public void withoutNameRules() {
    ObjectNode profile = (ObjectNode) admin.get("/users/profile");
    profile
        .path("attributes")
        .forEach(
            attribute -> {
              if (attribute.path("name").asText().equals("username")) {
                ((ObjectNode) attribute).putObject("validations");
              }
            });
    admin.put("/users/profile", profile);
  }

  /** Changes top-level members of the realm's representation. */
  public void change(Map<String, ?> members) {
    admin.put("", members);
  }

  /** The realm as the admin console exports it. */
  public String export() {
    return exported().toPrettyString();
  }

  JsonNode exported() {
    return admin.post(
        "/partial-export?exportClients=true&exportGroupsAndRoles=true", AdminClient.nothing());
  }

  /** The same realm, to which something else happens than removal when it is closed. */
  TestRealm endingWith(Consumer<TestRealm> otherEnd) {
    return new TestRealm(name, admin, app, otherEnd);
  }

  @Override
  public void close() {
    end.accept(this);
  }

  private void remove() {
    admin.delete("");
  }

  private String copyFlow(String flow) {
    String copy = flow + " " + UUID.randomUUID();
    admin.create("/authentication/flows/" + FlowStep.path(flow) + "/copy", Map.of("newName", copy));
    return copy;
  }
}
