package io.github.keycloakduo.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.realm.FlowStep;
import io.github.keycloakduo.testkit.realm.TestRealm;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The flows of a real realm that let somebody in without Duo. */
@ExtendWith(KeycloakExtension.class)
class FlowsIT {
  private final DuoSimulator duo;

  FlowsIT(DuoSimulator duo) {
    this.duo = duo;
  }

  @Test
  void aNewRealmIsOpen(TestRealm realm) {
    Map<String, JsonNode> open = open(realm);

    assertThat(open).containsOnlyKeys("browser", "direct_grant");
    assertThat(flow(open, "browser").path("flow").asText()).isEqualTo("browser");
    assertThat(flow(open, "browser").path("client").asText()).isEmpty();
    assertThat(reason(open, "browser")).contains("no Duo step", "auth-username-password-form");
    assertThat(reason(open, "direct_grant")).contains("app");
    assertThat(flow(open, "browser").properties().stream().map(Map.Entry::getKey))
        .containsExactly("flow", "boundTo", "client", "reason");
  }

  @Test
  void aRealmWithDuoInBothFlowsIsClosed(TestRealm realm) {
    guarded(realm);

    assertThat(open(realm)).isEmpty();
  }

  @Test
  void aStepThatIsNotRequiredGuardsNothing(TestRealm realm) {
    FlowStep step = guarded(realm);

    step.require("DISABLED");
    assertThat(reason(open(realm), "browser")).contains("Duo step is DISABLED");

    step.require("ALTERNATIVE");
    assertThat(reason(open(realm), "browser")).contains("ALTERNATIVE beside REQUIRED");

    step.require("REQUIRED");
    assertThat(open(realm)).isEmpty();
  }

  @Test
  void aConditionalFlowMayBePassedOver(TestRealm realm) {
    guarded(realm);
    realm.withStepUp("duo-mfa", DuoSettings.of(duo));

    assertThat(reason(open(realm), "browser"))
        .contains("CONDITIONAL", "level 2", "conditional-level-of-authentication");
  }

  @Test
  void registrationAndResetAreOpenIfTheyAreOn(TestRealm realm) {
    guarded(realm);
    realm.change(Map.of("registrationAllowed", true, "resetPasswordAllowed", true));

    assertThat(open(realm)).containsOnlyKeys("registration", "reset_credentials");
  }

  @Test
  void aFlowThatDeniesAccessLetsNobodyIn(TestRealm realm) {
    guarded(realm);
    FlowStep deny = realm.withFlow("closed", "deny-access-authenticator", Map.of());
    realm.change(Map.of("directGrantFlow", "closed"));
    assertThat(open(realm)).isEmpty();

    deny.require("DISABLED");
    assertThat(open(realm)).isEmpty();
  }

  @Test
  void aDirectGrantFlowMattersOnlyIfAClientMayUseIt(TestRealm realm) {
    realm.withBrowserStep("duo-mfa", DuoSettings.of(duo));
    assertThat(open(realm)).containsOnlyKeys("direct_grant");

    for (JsonNode client : realm.admin().get("/clients")) {
      if (client.path("directAccessGrantsEnabled").asBoolean()) {
        realm
            .admin()
            .put(
                "/clients/" + client.path("id").asText(),
                Map.of("directAccessGrantsEnabled", false));
      }
    }
    assertThat(open(realm)).isEmpty();
  }

  @Test
  void aClientMayHaveAFlowOfItsOwn(TestRealm realm) {
    guarded(realm);
    String browser = flowId(realm, "browser");
    String client = realm.admin().get("/clients?clientId=app").get(0).path("id").asText();
    override(realm, client, Map.of("browser", browser));

    JsonNode open = realm.admin().get("/duo-mfa/flows");
    assertThat(open).hasSize(1);
    assertThat(open.get(0).path("client").asText()).isEqualTo("app");
    assertThat(open.get(0).path("boundTo").asText()).isEqualTo("browser");
    assertThat(open.get(0).path("flow").asText()).isEqualTo("browser");

    override(realm, client, Map.of("browser", "", "direct_grant", flowId(realm, "direct grant")));
    open = realm.admin().get("/duo-mfa/flows");
    assertThat(open).hasSize(1);
    assertThat(open.get(0).path("boundTo").asText()).isEqualTo("direct_grant");
  }

  @Test
  void identityProvidersNeedAPostLoginFlow(TestRealm realm) {
    guarded(realm);
    Map<String, Object> provider =
        new HashMap<>(
            Map.of(
                "alias",
                "corp",
                "providerId",
                "oidc",
                "enabled",
                true,
                "config",
                Map.of(
                    "clientId", "x",
                    "clientSecret", "y",
                    "authorizationUrl", "https://idp.example/auth",
                    "tokenUrl", "https://idp.example/token")));
    realm.admin().post("/identity-provider/instances", provider);
    assertThat(open(realm)).containsOnlyKeys("first_broker_login:corp");
    assertThat(reason(open(realm), "first_broker_login:corp")).contains("no post-login flow");

    realm.withFlow("after login", "duo-mfa", DuoSettings.of(duo));
    provider.put("postBrokerLoginFlowAlias", "after login");
    realm.admin().put("/identity-provider/instances/corp", provider);
    assertThat(open(realm)).isEmpty();

    realm.withFlow("nothing much", "auth-username-password-form", Map.of());
    provider.put("postBrokerLoginFlowAlias", "nothing much");
    realm.admin().put("/identity-provider/instances/corp", provider);
    assertThat(open(realm)).containsOnlyKeys("post_broker_login:corp");
  }

  @Test
  void cibaRunsNoFlow(TestRealm realm) {
    guarded(realm);
    realm
        .admin()
        .create(
            "/clients",
            Map.of(
                "clientId",
                "kiosk",
                "publicClient",
                false,
                "secret",
                "s",
                "standardFlowEnabled",
                false,
                "attributes",
                Map.of("oidc.ciba.grant.enabled", "true")));

    Map<String, JsonNode> open = open(realm);
    assertThat(open).containsOnlyKeys("ciba");
    assertThat(flow(open, "ciba").path("client").asText()).isEqualTo("kiosk");
    assertThat(reason(open, "ciba")).contains("duo-push");
  }

  @Test
  void aListThatExemptsEverybodyIsOpen(TestRealm realm) {
    FlowStep step = guarded(realm);
    step.change(Map.of("whitelist.user_list.allow", "all_users"));

    assertThat(reason(open(realm), "browser"))
        .contains(
            "everybody is exempt", "passed by auth-username-password-form", "then duo-mfa alone");
    assertThat(warnings(realm, step)).contains("everybody is exempt");

    step.change(Map.of("whitelist.user_list.except", "nobody-of-that-name"));
    assertThat(open(realm)).containsOnlyKeys("browser");

    realm.users().create("root");
    step.change(Map.of("whitelist.user_list.except", "nobody-of-that-name##root"));
    assertThat(open(realm)).isEmpty();
    assertThat(warnings(realm, step)).isEqualTo("all options are valid");
  }

  @Test
  void aListOfAGroupIsOpenUntilTheGroupHasAMember(TestRealm realm) {
    FlowStep step = guarded(realm);
    step.change(
        Map.of("whitelist.user_list.allow", "all_users", "whitelist.user_list.name", "/asked"));

    assertThat(reason(open(realm), "browser"))
        .contains("no group \"/asked\"", "all_users exempts nobody")
        .doesNotContain("it is passed by");
    assertThat(warnings(realm, step)).contains("no group \"/asked\"");

    String group = realm.admin().create("/groups", Map.of("name", "asked"));
    assertThat(reason(open(realm), "browser"))
        .contains("everybody is exempt", "then duo-mfa alone");

    String inner = realm.admin().create("/groups/" + group + "/children", Map.of("name", "inner"));
    String user = realm.users().create("root").id();
    realm.admin().put("/users/" + user + "/groups/" + inner, Map.of());
    assertThat(open(realm)).isEmpty();
    assertThat(warnings(realm, step)).isEqualTo("all options are valid");
  }

  @Test
  void duoBesideAnotherFactorIsListedWithWhatThatMeans(TestRealm realm) {
    guarded(realm);
    FlowStep step = realm.withFlow("either", "duo-mfa", DuoSettings.of(duo));
    step.require("ALTERNATIVE");
    String otp =
        realm
            .admin()
            .create(
                "/authentication/flows/either/executions/execution",
                Map.of("provider", "auth-otp-form"));
    for (JsonNode execution : realm.admin().get("/authentication/flows/either/executions")) {
      if (execution.path("id").asText().equals(otp)) {
        realm
            .admin()
            .put(
                "/authentication/flows/either/executions",
                ((ObjectNode) execution).put("requirement", "ALTERNATIVE"));
      }
    }
    realm.change(Map.of("browserFlow", "either"));

    assertThat(reason(open(realm), "browser"))
        .contains(
            "only one of several ALTERNATIVE ones",
            "users whom Duo denies, disables or locks out log in by another",
            "passed by auth-otp-form alone");
  }

  @Test
  void aFlowThatAClientPolicyChoosesCountsToo(TestRealm realm) {
    guarded(realm);
    realm.withFlow("by policy", "auth-username-password-form", Map.of());
    policy(realm, "by policy", true);

    Map<String, JsonNode> open = open(realm);
    assertThat(open).containsOnlyKeys("client_policy:for some");
    assertThat(flow(open, "client_policy:for some").path("flow").asText()).isEqualTo("by policy");
    assertThat(reason(open, "client_policy:for some"))
        .contains("no Duo step", "the client policy chooses it");

    policy(realm, "by policy", false);
    assertThat(open(realm)).isEmpty();

    realm.withFlow("duo by policy", "duo-mfa", DuoSettings.of(duo));
    policy(realm, "duo by policy", true);
    assertThat(open(realm)).isEmpty();

    realm.withFlow("wrong step by policy", "duo-mfa-direct-grant", DuoSettings.of(duo));
    policy(realm, "wrong step by policy", true);
    assertThat(reason(open(realm), "client_policy:for some"))
        .contains("the step duo-mfa-direct-grant answers programs");
  }

  private static void policy(TestRealm realm, String flow, boolean enabled) {
    realm
        .admin()
        .put(
            "/client-policies/profiles",
            Map.of(
                "profiles",
                List.of(
                    Map.of(
                        "name",
                        "chooses",
                        "executors",
                        List.of(
                            Map.of(
                                "executor",
                                "auth-flow-enforcer",
                                "configuration",
                                Map.of("auth-flow-alias", flow)))))));
    realm
        .admin()
        .put(
            "/client-policies/policies",
            Map.of(
                "policies",
                List.of(
                    Map.of(
                        "name",
                        "for some",
                        "enabled",
                        enabled,
                        "conditions",
                        List.of(Map.of("condition", "any-client", "configuration", Map.of())),
                        "profiles",
                        List.of("chooses")))));
  }

  @Test
  void anOrganizationInvitesWhereRegistrationIsOff(TestRealm realm) {
    guarded(realm);
    realm.change(Map.of("organizationsEnabled", true));
    assertThat(open(realm)).isEmpty();

    realm
        .admin()
        .create(
            "/organizations",
            Map.of(
                "name", "corp", "enabled", true, "domains", List.of(Map.of("name", "corp.org"))));
    Map<String, JsonNode> open = open(realm);
    assertThat(open).containsOnlyKeys("registration");
    assertThat(reason(open, "registration")).contains("invited to an organization");

    realm.change(Map.of("registrationAllowed", true));
    assertThat(reason(open(realm), "registration")).doesNotContain("invited");
  }

  private static String warnings(TestRealm realm, FlowStep step) {
    return new DuoAdmin(realm.admin()).test(step.configAlias()).get(0).message();
  }

  /** Duo required in both flows. */
  private FlowStep guarded(TestRealm realm) {
    realm.withDirectGrantStep("duo-mfa-direct-grant", DuoSettings.of(duo));
    return realm.withBrowserStep("duo-mfa", DuoSettings.of(duo));
  }

  private static Map<String, JsonNode> open(TestRealm realm) {
    Map<String, JsonNode> open = new HashMap<>();
    new DuoAdmin(realm.admin())
        .flows()
        .forEach(flow -> open.put(flow.path("boundTo").asText(), flow));
    return open;
  }

  private static String reason(Map<String, JsonNode> open, String boundTo) {
    return flow(open, boundTo).path("reason").asText();
  }

  private static JsonNode flow(Map<String, JsonNode> open, String boundTo) {
    return Objects.requireNonNull(open.get(boundTo));
  }

  private static void override(TestRealm realm, String client, Map<String, String> overrides) {
    realm
        .admin()
        .put("/clients/" + client, Map.of("authenticationFlowBindingOverrides", overrides));
  }

  private static String flowId(TestRealm realm, String alias) {
    for (JsonNode flow : realm.admin().get("/authentication/flows")) {
      if (flow.path("alias").asText().equals(alias)) {
        return flow.path("id").asText();
      }
    }
    throw new AssertionError(List.of(alias));
  }
}
