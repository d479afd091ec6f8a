package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.ldap.NeedsSlapd;
import io.github.keycloakduo.testkit.ldap.Slapd;
import io.github.keycloakduo.testkit.realm.GatewayAnswer;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import io.github.keycloakduo.testkit.realm.TokenResponse;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups and names from a real OpenLDAP, in a real Keycloak. */
@NeedsSlapd
@ExtendWith(KeycloakExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DirectoryIT {
  private static final String PEOPLE = "ou=people," + Slapd.SUFFIX;
  private static final String GROUPS = "ou=groups," + Slapd.SUFFIX;
  private static final String ODD = "J\u00f6rg* (a\\b) #1";

  private final Slapd ldap = Slapd.start();

  @BeforeAll
  void fill() {
    ldap.add("dn: " + PEOPLE, "objectClass: organizationalUnit", "ou: people");
    ldap.add("dn: " + GROUPS, "objectClass: organizationalUnit", "ou: groups");
    ldap.add(
        "dn: uid=alice," + PEOPLE,
        "objectClass: inetOrgPerson",
        "uid: alice",
        "cn: Alice",
        "sn: A",
        "description: al.duo",
        "employeeType: one",
        "employeeType: two",
        "jpegPhoto:: /9j/4AD+");
    ldap.add(
        "dn: uid=unixer," + PEOPLE,
        "objectClass: inetOrgPerson",
        "objectClass: posixAccount",
        "uid: unixer",
        "cn: Unixer",
        "sn: U",
        "uidNumber: 1001",
        "gidNumber: 1000",
        "homeDirectory: /home/unixer");
    ldap.add("dn: cn=unix," + GROUPS, "objectClass: posixGroup", "cn: unix", "gidNumber: 1000");
    ldap.add("dn: cn=crew," + GROUPS, "objectClass: posixGroup", "cn: crew", "gidNumber: 2000");
    ldap.add(
        "dn: uid=Alice77," + PEOPLE,
        "objectClass: inetOrgPerson",
        "uid: Alice77",
        "cn: Alice",
        "givenName: Alice",
        "sn: Seventy-Seven",
        "mail: alice77@example.org",
        "userPassword: password of alice77");
    group("inner", "uid=alice," + PEOPLE);
    group("outer", "cn=inner," + GROUPS);
  }

  @AfterAll
  void stop() {
    ldap.close();
  }

  @Test
  void aMemberOfANestedGroupIsExempt(TestRealm realm, DuoSimulator duo) {
    DuoLogin login = at(realm, duo, exempting("OUTER"));

    assertThat(login.password().arrived()).isTrue();

    assertThat(login.success().details()).containsEntry("duo_outcome", "exempt_group");
    assertThat(duo.requests().all()).isEmpty();
  }

  @Test
  void aPrimaryGroupCountsAsAnyOther(TestRealm realm, DuoSimulator duo) {
    duo.user("unixer").phone("DP1", "Phone", Capability.PUSH);
    TestUser unixer = realm.users().create("unixer");
    DuoLogin login = at(realm, duo, exempting("unix"));

    assertThat(login.password(realm.browser(), unixer).arrived()).isTrue();
    assertThat(login.success().details()).containsEntry("duo_outcome", "exempt_group");

    login.step().change(exemptingAllBut("unix"));
    assertThat(factorPage(login, realm, unixer)).isTrue();
    login.step().change(exemptingAllBut("crew"));
    assertThat(login.password(realm.browser(), unixer).arrived()).isTrue();
  }

  /** As Keycloak hands it over where the directory is the only place of its users. */
  @Test
  void aNameThatIsListedInAnotherCaseIsAsked(TestRealm realm, DuoSimulator duo) {
    duo.user("Alice77").phone("DP1", "Phone", Capability.PUSH);
    TestUser alice = new TestUser("", "alice77", "password of alice77");
    DuoLogin login = at(realm, duo, listing("all_users", "alice77"), "WRITABLE");

    assertThat(factorPage(login, realm, alice)).isTrue();
    login.step().change(listing("no_user", "alice77"));
    assertThat(factorPage(login, realm, alice)).isTrue();
    login.step().change(listing("all_users", "Alice77"));
    assertThat(factorPage(login, realm, alice)).isTrue();
    login.step().change(listing("no_user", "Alice77"));
    assertThat(login.password(realm.browser(), alice).arrived()).isTrue();
  }

  /** No other transaction sees the user before the request ends. */
  @ParameterizedTest
  @ValueSource(strings = {"DEFAULT", "NO_CACHE"})
  void aUserWhomThisVeryLoginImportsGetsIn(String cachePolicy, TestRealm realm, DuoSimulator duo) {
    duo.user("alice77").passcode("123456");
    ldap.provideUsers(realm, PEOPLE, Map.of("importEnabled", "true", "cachePolicy", cachePolicy));
    realm.withDirectGrantStep("duo-mfa-direct-grant", DuoSettings.of(duo));

    GatewayAnswer answer =
        realm.gateway("gateway").call("alice77", "password of alice77", Map.of("otp", "123456"));

    assertThat(answer.isIn()).as(answer.toString()).isTrue();
  }

  private static boolean factorPage(DuoLogin login, TestRealm realm, TestUser user) {
    return DuoLogin.settled(login.password(realm.browser(), user)).has("#kc-duo-form");
  }

  @Test
  void tokensOfAnExemptMemberClaimNoMfa(TestRealm realm, DuoSimulator duo) {
    Tokens.told(realm, realm.app());
    Map<String, String> config = new HashMap<>(exempting("outer"));
    config.putAll(Tokens.REFERENCE);
    DuoLogin login = at(realm, duo, config);

    TokenResponse tokens = realm.app().exchange(login.password().code());

    assertThat(Tokens.mfa(tokens).path("outcome").asText()).isEqualTo("exempt_group");
    assertThat(Tokens.mfa(tokens).has("time")).isFalse();
    assertThat(Tokens.amr(tokens)).isEmpty();
    assertThat(Tokens.acr(tokens)).isEqualTo("1");
  }

  @Test
  void aGroupMayBeNamedByItsDn(TestRealm realm, DuoSimulator duo) {
    DuoLogin login = at(realm, duo, exempting("CN=Outer, " + GROUPS + "##cn=other," + GROUPS));

    assertThat(login.password().arrived()).isTrue();
  }

  @Test
  void oneOfAThousandGroupsMayHaveAnOddName(TestRealm realm, DuoSimulator duo) {
    List<Entry> groups = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      groups.add(entry("team " + i));
    }
    groups.add(entry(ODD));
    ldap.add(groups);
    DuoLogin login = at(realm, duo, exempting(ODD + "##somebody else"));

    assertThat(login.password().arrived()).isTrue();

    assertThat(login.success().details()).containsEntry("duo_outcome", "exempt_group");
  }

  private static Entry entry(String group) {
    try {
      DN dn = new DN(new RDN("cn", group), new DN(GROUPS));
      return new Entry(
          dn,
          new Attribute("objectClass", "groupOfNames"),
          new Attribute("cn", group),
          new Attribute("member", "uid=alice," + PEOPLE));
    } catch (LDAPException e) {
      throw new IllegalArgumentException(group, e);
    }
  }

  @Test
  void aGroupThatIsMissingExemptsNobodyAndSaysSo(
      TestRealm realm, DuoSimulator duo, KeycloakUnderTest keycloak) {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH);
    DuoLogin login = at(realm, duo, exempting("renamed"));

    assertThat(login.password().has("#kc-duo-form")).isTrue();
    assertThat(keycloak.logText().lines())
        .anyMatch(line -> line.contains("WARN") && line.contains("renamed"));
  }

  @Test
  void theAttributeIsTheNameDuoKnows(TestRealm realm, DuoSimulator duo) {
    duo.user("al.duo").phone("DP1", "Phone", Capability.PUSH).passcode("123456");
    DuoLogin login = at(realm, duo, mapping("description"));

    assertThat(DuoLogin.type(login.password(), "123456").arrived()).isTrue();
    assertThat(login.success().details()).containsEntry("duo_identity", "al.duo");
  }

  /** Two values, none, and one that is no text. */
  @ParameterizedTest
  @ValueSource(strings = {"employeeType", "mobile", "jpegPhoto"})
  void anAttributeWithoutExactlyOneTextMapsNobody(
      String attribute, TestRealm realm, DuoSimulator duo) {
    DuoLogin login = at(realm, duo, mapping(attribute));

    assertThat(login.password().status()).isEqualTo(503);

    assertThat(login.refusals()).containsExactly("mapping_error");
    assertThat(duo.requests().all()).isEmpty();
  }

  @Test
  void aDirectoryThatDoesNotExistIsAWrongConfiguration(TestRealm realm, DuoSimulator duo) {
    DuoLogin login = at(realm, duo, exempting("outer"));
    login.step().change(Map.of("ldap_server.name", "no such provider"));

    assertThat(login.password().status()).isEqualTo(503);

    assertThat(login.refusals()).containsExactly("config_error");
    assertThat(realm.events().user("LOGIN_ERROR").get(0).details().get("reason"))
        .contains("ldap_server.name", "no such provider");
  }

  @Test
  void aDirectoryThatIsDownExemptsAndMapsNobody(TestRealm realm, DuoSimulator duo) {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH);
    DuoLogin exempted = at(realm, duo, exempting("outer"));
    ldap.kill();
    try {
      assertThat(exempted.password().has("#kc-duo-form")).isTrue();

      exempted.step().change(mapping("description"));
      assertThat(DuoLogin.settled(exempted.password(realm.browser())).status()).isEqualTo(503);
      assertThat(exempted.refusals()).containsExactly("mapping_error");
    } finally {
      ldap.launch();
    }
  }

  private DuoLogin at(TestRealm realm, DuoSimulator duo, Map<String, String> config) {
    return at(realm, duo, config, "READ_ONLY");
  }

  private DuoLogin at(
      TestRealm realm, DuoSimulator duo, Map<String, String> config, String editMode) {
    Map<String, String> all = new HashMap<>(config);
    all.put("ldap_server.name", "corp");
    // Before there is a provider, which would say that it has a user of that name.
    DuoLogin login = DuoLogin.at(realm, duo, all);
    ldap.provideUsers(realm, PEOPLE, Map.of("editMode", editMode));
    return login;
  }

  private static Map<String, String> exempting(String groups) {
    return Map.of(
        "whitelist.ldap_server_group.allow",
        "no_user",
        "whitelist.ldap_server_group.except",
        groups);
  }

  private static Map<String, String> exemptingAllBut(String groups) {
    return Map.of(
        "whitelist.ldap_server_group.allow",
        "all_users",
        "whitelist.ldap_server_group.except",
        groups);
  }

  private static Map<String, String> listing(String allow, String names) {
    return Map.of("whitelist.user_list.allow", allow, "whitelist.user_list.except", names);
  }

  private static Map<String, String> mapping(String attribute) {
    return Map.of("usermapping.ldap_server.user_attribute", attribute);
  }

  private void group(String name, String member) {
    ldap.add(
        "dn: cn=" + name + "," + GROUPS,
        "objectClass: groupOfNames",
        "cn: " + name,
        "member: " + member);
  }
}
