package io.github.keycloakduo.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.ldap.NeedsSlapd;
import io.github.keycloakduo.testkit.ldap.Slapd;
import io.github.keycloakduo.testkit.realm.FlowStep;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import io.github.keycloakduo.testkit.realm.UserEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test of a configuration tells what is wrong with its directory. */
@NeedsSlapd
@ExtendWith(KeycloakExtension.class)
class AdminDirectoryIT {
  @Test
  void triesTheDirectoryOut(TestRealm realm, DuoSimulator duo) {
    try (Slapd ldap = Slapd.start()) {
      ldap.add("dn: ou=people," + Slapd.SUFFIX, "objectClass: organizationalUnit", "ou: people");
      Map<String, String> config = new HashMap<>(DuoSettings.of(duo));
      config.put("ldap_server.name", "corp");
      String alias = realm.withBrowserStep("duo-mfa", config).configAlias();
      DuoAdmin admin = new DuoAdmin(realm.admin());
      String provider = provider(realm, ldap, Slapd.PASSWORD, "ou=people");
      assertThat(admin.mistakes(alias)).isEmpty();
      assertThat(admin.test(alias).get(8).message()).contains("no entry");

      realm.admin().delete("/components/" + provider);
      provider = provider(realm, ldap, "canary-wrong-password", "ou=people");
      assertThat(admin.mistakes(alias)).containsOnlyKeys("ldap_bind");
      assertThat(admin.mistakes(alias).get("ldap_bind"))
          .contains("refused the bind")
          .doesNotContain("canary");

      realm.admin().delete("/components/" + provider);
      provider(realm, ldap, Slapd.PASSWORD, "ou=missing");
      assertThat(admin.mistakes(alias)).containsOnlyKeys("ldap_search");
      assertThat(admin.mistakes(alias).get("ldap_search")).contains("ou=missing", "does not exist");

      ldap.kill();
      assertThat(admin.mistakes(alias)).containsOnlyKeys("ldap_bind");
      assertThat(admin.mistakes(alias).get("ldap_bind")).contains("no connection");
    }
  }

  /** What is explained, and what then happens. */
  @Test
  void explainsByTheDirectory(TestRealm realm, DuoSimulator duo) {
    try (Slapd ldap = Slapd.start()) {
      ldap.add("dn: ou=people," + Slapd.SUFFIX, "objectClass: organizationalUnit", "ou: people");
      person(ldap, "alice", "al.duo");
      person(ldap, "bob", "");
      ldap.add(
          "dn: cn=exempt," + Slapd.SUFFIX,
          "objectClass: groupOfNames",
          "cn: exempt",
          "member: uid=bob,ou=people," + Slapd.SUFFIX);
      duo.user("al.duo").phone("DP1", "Phone", Capability.PUSH);
      TestUser alice = realm.users().create("alice");
      TestUser bob = realm.users().create("bob");
      TestUser carol = realm.users().create("carol");
      Map<String, String> config = new HashMap<>(DuoSettings.of(duo));
      config.put("ldap_server.name", "corp");
      config.put("whitelist.ldap_server_group.allow", "no_user");
      config.put("whitelist.ldap_server_group.except", "exempt");
      config.put("usermapping.ldap_server.user_attribute", "description");
      FlowStep step = realm.withDirectGrantStep("duo-mfa-direct-grant", config);
      provider(realm, ldap, Slapd.PASSWORD, "ou=people");

      assertThat(both(realm, duo, step, bob)).isEqualTo("exempt_group");
      assertThat(both(realm, duo, step, alice)).isEqualTo("approved");
      assertThat(both(realm, duo, step, carol)).isEqualTo("mapping_error");

      ldap.kill();
      step.change(Map.of("whitelist.ldap_server_group.except", "another"));
      JsonNode said =
          new DuoAdmin(realm.admin()).explain(step.configAlias(), "bob", Optional.empty());
      assertThat(said.path("steps").get(2).path("reason").asText())
          .contains("cannot be read", "; mind: whitelist.ldap_server_group");
      assertThat(both(realm, duo, step, bob)).isEqualTo("mapping_error");

      step.change(Map.of("ldap_server.name", "nobody"));
      assertThat(both(realm, duo, step, bob)).isEqualTo("config_error");
    }
  }

  @Test
  void saysThatUsersCanWriteTheAttributeThatNamesThemAtDuo(TestRealm realm, DuoSimulator duo) {
    try (Slapd ldap = Slapd.start()) {
      ldap.add("dn: ou=people," + Slapd.SUFFIX, "objectClass: organizationalUnit", "ou: people");
      TestUser alice = realm.users().create("alice");
      Map<String, String> config = new HashMap<>(DuoSettings.of(duo));
      config.put("ldap_server.name", "corp");
      config.put("usermapping.ldap_server.user_attribute", "mail");
      FlowStep step = realm.withBrowserStep("duo-mfa", config);
      DuoAdmin admin = new DuoAdmin(realm.admin());
      String provider = provider(realm, ldap, Slapd.PASSWORD, "ou=people");
      assertThat(admin.test(step.configAlias()).get(0).message())
          .isEqualTo("all options are valid");

      // Keycloak adds mappers of its own, which write where the mode allows it.
      realm.admin().delete("/components/" + provider);
      provider(realm, ldap, Slapd.PASSWORD, "ou=people", "WRITABLE");
      assertThat(admin.test(step.configAlias()).get(0).message())
          .contains("users can write \"mail\" in the account console");
      assertThat(
              admin
                  .explain(step.configAlias(), alice.username(), Optional.empty())
                  .path("steps")
                  .toString())
          .contains("; mind: usermapping.ldap_server.user_attribute: users can write");

      step.change(Map.of("usermapping.ldap_server.user_attribute", "description"));
      assertThat(admin.test(step.configAlias()).get(0).message())
          .isEqualTo("all options are valid");
    }
  }

  private static String both(TestRealm realm, DuoSimulator duo, FlowStep step, TestUser user) {
    String explained =
        new DuoAdmin(realm.admin())
            .explain(step.configAlias(), user.username(), Optional.of("127.0.0.1"))
            .path("outcome")
            .asText();
    realm.events().clear();
    duo.users().forEach(known -> known.passcode("424242"));
    realm.app().passwordGrant(user.username(), user.password(), Map.of("otp", "424242"));
    UserEvent event = realm.events().user().get(0);
    assertThat(event.details().getOrDefault("duo_outcome", event.error())).isEqualTo(explained);
    return explained;
  }

  private static void person(Slapd ldap, String name, String description) {
    ldap.add(
        "dn: uid=" + name + ",ou=people," + Slapd.SUFFIX,
        "objectClass: inetOrgPerson",
        "uid: " + name,
        "cn: " + name,
        "sn: " + name,
        "description: " + (description.isEmpty() ? name : description));
  }

  private static String provider(TestRealm realm, Slapd ldap, String password, String base) {
    return provider(realm, ldap, password, base, "READ_ONLY");
  }

  private static String provider(
      TestRealm realm, Slapd ldap, String password, String base, String editMode) {
    Map<String, String> config =
        Map.ofEntries(
            Map.entry("enabled", "true"),
            Map.entry("vendor", "other"),
            Map.entry("connectionUrl", ldap.url()),
            Map.entry("usersDn", base + "," + Slapd.SUFFIX),
            Map.entry("authType", "simple"),
            Map.entry("bindDn", Slapd.ADMIN),
            Map.entry("bindCredential", password),
            Map.entry("usernameLDAPAttribute", "uid"),
            Map.entry("rdnLDAPAttribute", "uid"),
            Map.entry("uuidLDAPAttribute", "entryUUID"),
            Map.entry("userObjectClasses", "inetOrgPerson"),
            Map.entry("editMode", editMode),
            Map.entry("importEnabled", "false"));
    Map<String, List<String>> lists = new HashMap<>();
    config.forEach((key, value) -> lists.put(key, List.of(value)));
    return realm
        .admin()
        .create(
            "/components",
            Map.of(
                "name", "corp",
                "providerId", "ldap",
                "providerType", "org.keycloak.storage.UserStorageProvider",
                "parentId", realm.admin().get("").path("id").asText(),
                "config", lists));
  }
}
