package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.NewRealm;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import io.github.keycloakduo.testkit.realm.UserEvent;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who is asked, and by which name, in a real Keycloak. */
@ExtendWith(KeycloakExtension.class)
class PolicyIT {
  private final DuoSimulator duo;

  PolicyIT(DuoSimulator duo) {
    this.duo = duo;
  }

  @Test
  void aListedUserGetsInWithoutAnyCallToDuo(TestRealm realm) {
    DuoLogin login =
        DuoLogin.at(
            realm,
            duo,
            Map.of(
                "whitelist.user_list.allow",
                "no_user",
                "whitelist.user_list.except",
                "bob##alice"));

    assertThat(login.password().arrived()).isTrue();

    assertThat(login.success().details()).containsEntry("duo_outcome", "exempt_user");
    assertThat(login.success().details()).doesNotContainKeys("duo_identity", "duo_factor");
    assertThat(duo.requests().all()).isEmpty();
  }

  @Test
  void whoIsNotExemptedFromTheExemptionIsAsked(TestRealm realm) {
    DuoLogin login =
        DuoLogin.at(
            realm,
            duo,
            Map.of(
                "whitelist.user_list.allow", "all_users", "whitelist.user_list.except", "alice"));
    TestUser bob = realm.users().create("bob");
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH);

    assertThat(login.password().has("#kc-duo-form")).isTrue();
    assertThat(login.password(realm.browser(), bob).arrived()).isTrue();
  }

  @Test
  void membersOfTheNamedGroupAreListedToo(TestRealm realm) {
    DuoLogin login =
        DuoLogin.at(realm, duo, Map.of("whitelist.user_list.name", "/break glass/ops"));
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH);
    String parent = realm.admin().create("/groups", Map.of("name", "break glass"));
    String ops = realm.admin().create("/groups/" + parent + "/children", Map.of("name", "ops"));

    assertThat(login.password(realm.browser()).arrived()).isFalse();
    realm.admin().put("/users/" + login.user().id() + "/groups/" + ops, Map.of());
    assertThat(login.password(realm.browser()).arrived()).isTrue();
    assertThat(login.success().details()).containsEntry("duo_outcome", "exempt_user");
  }

  @Test
  void aGroupMayHaveASlashInItsName(TestRealm realm) {
    String group = realm.admin().create("/groups", Map.of("name", "IT/Ops"));
    String path = realm.admin().get("/groups/" + group).path("path").asText();
    DuoLogin login = DuoLogin.at(realm, duo, Map.of("whitelist.user_list.name", path));
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH);

    assertThat(path).isEqualTo("/IT/Ops");
    assertThat(login.password(realm.browser()).arrived()).isFalse();
    realm.admin().put("/users/" + login.user().id() + "/groups/" + group, Map.of());
    assertThat(login.password(realm.browser()).arrived()).isTrue();
  }

  @Test
  void membersOfItsSubgroupsAreListedToo(TestRealm realm) {
    DuoLogin login = DuoLogin.at(realm, duo, Map.of("whitelist.user_list.name", "/break glass"));
    String parent = realm.admin().create("/groups", Map.of("name", "break glass"));
    String ops = realm.admin().create("/groups/" + parent + "/children", Map.of("name", "ops"));

    realm.admin().put("/users/" + login.user().id() + "/groups/" + ops, Map.of());
    assertThat(login.password(realm.browser()).arrived()).isTrue();
    assertThat(login.success().details()).containsEntry("duo_outcome", "exempt_user");
  }

  @Test
  void aGroupThatDoesNotExistExemptsNobodyAndSaysSoInTheLog(
      TestRealm realm, KeycloakUnderTest keycloak) {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH);
    DuoLogin login = DuoLogin.at(realm, duo, Map.of("whitelist.user_list.name", "/nobody knows"));

    assertThat(login.password().has("#kc-duo-form")).isTrue();
    assertThat(keycloak.logText().lines())
        .anyMatch(line -> line.contains("WARN") && line.contains("/nobody knows"));
  }

  @Test
  void duoIsAskedAboutTheMappedName(TestRealm realm) {
    duo.user("al@corp.example").phone("DP1", "Phone", Capability.PUSH).passcode("123456");
    DuoLogin login =
        DuoLogin.at(
            realm,
            duo,
            Map.of(
                "usermapping.explicit", "[{\"key\":\"ALICE\",\"value\":\"al\"}]",
                "username_transform.append_domain", "corp.example"));

    assertThat(DuoLogin.type(login.password(), "123456").arrived()).isTrue();
    assertThat(login.success().details())
        .containsEntry("duo_outcome", "approved")
        .containsEntry("duo_identity", "al@corp.example");
  }

  @Test
  void anAttributeThatUsersMayEditMapsNobody(TestRealm realm) {
    DuoLogin login = DuoLogin.at(realm, duo, Map.of("usermapping.user_attribute", "duoName"));
    realm.users().change(login.user(), Map.of("attributes", Map.of("duoName", List.of("al"))));
    duo.user("al").phone("DP1", "Phone", Capability.PUSH).passcode("123456");

    Page refused = login.password(realm.browser());
    assertThat(refused.status()).isEqualTo(503);
    assertThat(login.refusals()).containsExactly("config_error");
    assertThat(duo.requests().all()).isEmpty();

    letOnlyAdminsEdit(realm);
    assertThat(DuoLogin.type(DuoLogin.settled(login.password(realm.browser())), "123456").arrived())
        .isTrue();
    assertThat(login.success().details()).containsEntry("duo_identity", "al");
  }

  @Test
  void anotherConfigurationLendsItsOptions(TestRealm realm) {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH).passcode("123456");
    DuoLogin lender = DuoLogin.at(realm, duo, Map.of("auth.prompt", "Code, please:"));
    String alias = lender.step().configAlias();
    realm.withBrowserStep("duo-mfa", Map.of("shared.config", alias, "duo.factors", "passcode"));

    Page factor = DuoLogin.settled(lender.password(realm.browser()));
    assertThat(factor.element("label[for=duo-passcode]").text()).isEqualTo("Code, please:");
    assertThat(factor.has("#duo-factor-push")).isFalse();
    assertThat(DuoLogin.type(factor, "123456").arrived()).isTrue();
  }

  @Test
  void aSharedConfigurationThatDoesNotExistLetsNobodyIn(TestRealm realm) {
    DuoLogin login = DuoLogin.at(realm, duo, Map.of("shared.config", "no such alias"));

    assertThat(login.password().status()).isEqualTo(503);
    UserEvent refusal = realm.events().user("LOGIN_ERROR").get(0);
    assertThat(refusal.details().get("reason")).contains("shared.config", "no such alias");
  }

  @Test
  @NewRealm
  void writesAsMuchIntoTheLogAsItIsToldTo(TestRealm realm, KeycloakUnderTest keycloak) {
    DuoLogin login = DuoLogin.at(realm, duo, Map.of("logging.log_level", "debug"));
    login.password(realm.browser());
    assertThat(levels(realm, keycloak, "mapping: ")).containsExactly("INFO");

    login.step().change(Map.of("logging.log_level", "info"));
    login.password(realm.browser());
    assertThat(levels(realm, keycloak, "mapping: ")).containsExactly("INFO", "DEBUG");

    login.step().change(Map.of("whitelist.user_list.name", "/nobody"));
    login.password(realm.browser());
    login.step().change(Map.of("logging.log_level", "error"));
    login.password(realm.browser());
    assertThat(levels(realm, keycloak, "whitelist.user_list.name: "))
        .containsExactly("WARN", "DEBUG");
  }

  @Test
  @NewRealm
  void theLogOfTheFirstLoginWarnsThatUsersCanChooseTheNamesThatDecide(
      TestRealm realm, KeycloakUnderTest keycloak) {
    String words = "the Duo name goes by the user name";
    DuoLogin login = DuoLogin.at(realm, duo, Map.of());
    login.password(realm.browser());
    assertThat(levels(realm, keycloak, words)).isEmpty();

    realm.change(Map.of("registrationAllowed", true));
    login.step().change(Map.of("auth.prompt", "Code?"));
    login.password(realm.browser());
    login.password(realm.browser());
    Eventually.holds(() -> !levels(realm, keycloak, words).isEmpty());
    assertThat(levels(realm, keycloak, words)).containsExactly("WARN");
  }

  /** How loud the lines about a realm were that begin with these words. */
  private static List<String> levels(TestRealm realm, KeycloakUnderTest keycloak, String words) {
    return keycloak
        .logText()
        .lines()
        .filter(line -> line.contains("realm " + realm.name() + ", " + words))
        .map(line -> line.split("\\s+", 4)[2])
        .toList();
  }

  private static void letOnlyAdminsEdit(TestRealm realm) {
    realm
        .admin()
        .put(
            "/users/profile",
            ((ObjectNode) realm.admin().get("/users/profile"))
                .put("unmanagedAttributePolicy", "ADMIN_EDIT"));
  }
}
