package io.github.keycloakduo.keycloak.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.groups.Tuple.tuple;

import io.github.keycloakduo.directory.Bind;
import io.github.keycloakduo.directory.DirectorySettings;
import io.github.keycloakduo.directory.DirectoryUrl;
import io.github.keycloakduo.directory.DistinguishedName;
import io.github.keycloakduo.directory.GroupSearch;
import io.github.keycloakduo.directory.MembershipAttribute;
import io.github.keycloakduo.directory.Scope;
import io.github.keycloakduo.directory.SearchFilter;
import io.github.keycloakduo.directory.Timeouts;
import io.github.keycloakduo.directory.UserSearch;
import io.github.keycloakduo.mfa.Secret;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.component.ComponentModel;

class LdapProviderSettingsTest {
  private static final String BASE = "dc=corp,dc=example";

  /** What the admin console stores for each vendor, as far as it matters here. */
  private static Map<String, String> vendor(String vendor) {
    Map<String, String> config =
        new HashMap<>(
            Map.of(
                "vendor",
                vendor,
                "connectionUrl",
                "ldap://ldap.corp.example",
                "authType",
                "simple",
                "bindDn",
                "cn=reader," + BASE,
                "bindCredential",
                " pass word ",
                "usersDn",
                "ou=people," + BASE,
                "searchScope",
                "2",
                "usernameLDAPAttribute",
                vendor.equals("ad") ? "sAMAccountName" : "uid",
                "enabled",
                "true"));
    config.put(
        "userObjectClasses",
        switch (vendor) {
          case "ad" -> "person, organizationalPerson, user";
          case "tivoli" -> "person, organizationalPerson, inetOrgPerson";
          case "edirectory" -> "inetOrgPerson, organizationalPerson, person";
          default -> "inetOrgPerson, organizationalPerson";
        });
    return config;
  }

  private static Map<String, String> with(String... pairs) {
    Map<String, String> config = vendor("other");
    for (int i = 0; i < pairs.length; i += 2) {
      config.put(pairs[i], pairs[i + 1]);
    }
    return config;
  }

  private static DirectorySettings read(Map<String, String> config, ComponentModel... mappers)
      throws LdapProviderException {
    return new LdapProviderSettings(
            Components.provider("corp", config),
            List.of(mappers),
            key -> key.equals("${vault.ldap}") ? Optional.of("from vault") : Optional.empty())
        .read();
  }

  private static void assertProblem(Map<String, String> config, String sentence) {
    assertThatExceptionOfType(LdapProviderException.class)
        .isThrownBy(() -> read(config))
        .satisfies(problem -> assertThat(problem.sentence()).isEqualTo(sentence));
  }

  private static DistinguishedName dn(String text) {
    return DistinguishedName.parse(text).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rhds", "tivoli", "edirectory", "other"})
  void readsProvidersOfEveryVendor(String vendor) throws LdapProviderException {
    DirectorySettings settings = read(vendor(vendor));

    assertThat(settings.connection().urls())
        .containsExactly(new DirectoryUrl(false, "ldap.corp.example", 389));
    assertThat(settings.connection().bind())
        .contains(new Bind("cn=reader," + BASE, new Secret(" pass word ")));
    assertThat(settings.users().nameAttribute()).isEqualTo("uid");
    assertThat(settings.users().objectClasses()).contains("inetOrgPerson", "organizationalPerson");
    assertThat(settings.activeDirectory()).isFalse();
    assertThat(settings.pageSize()).isZero();
    assertThat(settings.connection().tls()).isEmpty();
  }

  @Test
  void readsActiveDirectory() throws LdapProviderException {
    DirectorySettings settings = read(vendor("ad"));

    assertThat(settings.users())
        .isEqualTo(
            new UserSearch(
                dn("ou=people," + BASE),
                Scope.SUBTREE,
                "sAMAccountName",
                Set.of("person", "organizationalPerson", "user"),
                Optional.empty()));
    assertThat(settings.activeDirectory()).isTrue();
    assertThat(settings.pageSize()).isEqualTo(1000);
    assertThat(settings.groups())
        .singleElement()
        .satisfies(
            group -> {
              assertThat(group.base()).isEqualTo(dn(BASE));
              assertThat(group.objectClasses()).containsExactly("group");
            });
  }

  @Test
  void hasTheDefaultsOfKeycloak() throws LdapProviderException {
    DirectorySettings settings =
        read(
            Map.of(
                "connectionUrl", "ldap://a",
                "bindDn", "cn=x",
                "bindCredential", "y",
                "usersDn", "ou=people",
                "connectionTimeout", " ",
                "readTimeout", "soon"));

    assertThat(settings.users())
        .isEqualTo(
            new UserSearch(
                dn("ou=people"),
                Scope.SUBTREE,
                "uid",
                Set.of("inetOrgPerson", "organizationalPerson"),
                Optional.empty()));
    assertThat(settings.connection().startTls()).isFalse();
    assertThat(settings.connection().timeouts()).isEqualTo(Timeouts.defaults());
    assertThat(
            read(Map.of(
                    "vendor", "ad",
                    "connectionUrl", "ldap://a",
                    "authType", "none",
                    "usersDn", "ou=people"))
                .users()
                .nameAttribute())
        .isEqualTo("cn");
  }

  @Test
  void readsWhatIsSetOtherwise() throws LdapProviderException {
    DirectorySettings settings =
        read(
            with(
                "connectionUrl",
                " ldaps://one:1636  ldap://two ",
                "startTls",
                "true",
                "searchScope",
                "1",
                "customUserSearchFilter",
                "(employeeType=staff)",
                "connectionTimeout",
                "1500",
                "readTimeout",
                "600000",
                "pagination",
                "true",
                "batchSizeForSync",
                "50"));

    assertThat(settings.connection().urls())
        .containsExactly(new DirectoryUrl(true, "one", 1636), new DirectoryUrl(false, "two", 389));
    assertThat(settings.connection().startTls()).isTrue();
    assertThat(settings.users().scope()).isEqualTo(Scope.ONE_LEVEL);
    assertThat(settings.users().filter()).isEqualTo(SearchFilter.parse("(employeeType=staff)"));
    assertThat(settings.connection().timeouts())
        .isEqualTo(new Timeouts(Duration.ofMillis(1500), Timeouts.MAX));
    assertThat(settings.pageSize()).isEqualTo(50);
  }

  @Test
  void bindsNotAtAllWhenTheProviderDoesNot() throws LdapProviderException {
    assertThat(read(with("authType", "none")).connection().bind()).isEmpty();
  }

  @Test
  void takesThePasswordFromTheVault() throws LdapProviderException {
    assertThat(read(with("bindCredential", "${vault.ldap}")).connection().bind())
        .contains(new Bind("cn=reader," + BASE, new Secret("from vault")));
    assertProblem(
        with("bindCredential", "${vault.gone}"),
        "ldap_server.name: bindCredential of the LDAP provider \"corp\" is not in the vault");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          connectionUrl          | ''             | is empty
          connectionUrl          | http://x       | needs ldap://host or ldaps://host
          connectionUrl          | ldap://x ldap: | needs ldap://host or ldaps://host
          authType               | sasl           | must be none or simple
          bindDn                 | ' '            | is empty
          bindCredential         | ''             | is empty
          usersDn                | people         | is not a DN
          customUserSearchFilter | (a=b           | is not an LDAP filter
          """)
  void saysWhichOptionIsWrong(String key, String value, String what) {
    assertProblem(
        with(key, value), "ldap_server.name: " + key + " of the LDAP provider \"corp\" " + what);
  }

  @Test
  void looksForTheUsualGroupsWhereNoMapperSaysOtherwise() throws LdapProviderException {
    ComponentModel other =
        Components.component("mail", "user-attribute-ldap-mapper", Map.of("groups.dn", "?"));

    assertThat(read(vendor("other"), other).groups())
        .extracting(GroupSearch::base, GroupSearch::objectClasses, GroupSearch::membership)
        .containsExactly(
            tuple(dn(BASE), Set.of("groupOfNames"), MembershipAttribute.byDn("member")),
            tuple(dn(BASE), Set.of("groupOfUniqueNames"), MembershipAttribute.byDn("uniqueMember")),
            tuple(dn(BASE), Set.of("posixGroup"), MembershipAttribute.byValue("memberUid", "uid")));
  }

  @Test
  void readsEveryGroupMapper() throws LdapProviderException {
    assertThat(
            read(
                    vendor("other"),
                    Components.groupMapper(Map.of("groups.dn", "ou=a," + BASE)),
                    Components.groupMapper(Map.of("groups.dn", "ou=b," + BASE)))
                .groups())
        .extracting(GroupSearch::base)
        .containsExactly(dn("ou=a," + BASE), dn("ou=b," + BASE));
  }
}
