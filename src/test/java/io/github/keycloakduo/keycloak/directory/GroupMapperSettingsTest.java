package io.github.keycloakduo.keycloak.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.keycloakduo.directory.DistinguishedName;
import io.github.keycloakduo.directory.GroupSearch;
import io.github.keycloakduo.directory.MembershipAttribute;
import io.github.keycloakduo.directory.Scope;
import io.github.keycloakduo.directory.SearchFilter;
import io.github.keycloakduo.directory.UserSearch;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupMapperSettingsTest {
  private static final DistinguishedName GROUPS =
      DistinguishedName.parse("ou=groups,dc=corp").orElseThrow();

  private static final UserSearch USERS =
      new UserSearch(
          DistinguishedName.parse("ou=people,dc=corp").orElseThrow(),
          Scope.ONE_LEVEL,
          "mail",
          Set.of(),
          Optional.empty());

  private static GroupSearch read(boolean activeDirectory, Map<String, String> config)
      throws LdapProviderException {
    return new GroupMapperSettings(Components.groupMapper(config), USERS, activeDirectory).read();
  }

  @Test
  void hasTheDefaultsOfKeycloak() throws LdapProviderException {
    assertThat(read(false, Map.of("groups.dn", "ou=groups,dc=corp", "groups.ldap.filter", " ")))
        .isEqualTo(
            new GroupSearch(
                GROUPS,
                Scope.ONE_LEVEL,
                "cn",
                Set.of("groupOfNames"),
                Optional.empty(),
                MembershipAttribute.byDn("member"),
                Optional.empty()));
    assertThat(read(true, Map.of("groups.dn", "ou=groups,dc=corp")).objectClasses())
        .containsExactly("group");
  }

  @Test
  void readsPosixGroups() throws LdapProviderException {
    Map<String, String> config =
        Map.of(
            "groups.dn", "ou=groups,dc=corp",
            "group.name.ldap.attribute", "gn",
            "group.object.classes", "posixGroup, top",
            "groups.ldap.filter", "(gidNumber>=1000)",
            "membership.ldap.attribute", "memberUid",
            "membership.attribute.type", "UID",
            "membership.user.ldap.attribute", "uid",
            "mapped.group.attributes", "description",
            "mode", "READ_ONLY");

    assertThat(read(false, config))
        .isEqualTo(
            new GroupSearch(
                GROUPS,
                Scope.ONE_LEVEL,
                "gn",
                Set.of("posixGroup", "top"),
                SearchFilter.parse("(gidNumber>=1000)"),
                MembershipAttribute.byValue("memberUid", "uid"),
                Optional.empty()));
  }

  @Test
  void namesMembersByTheUserNameWhereNothingElseIsSet() throws LdapProviderException {
    assertThat(
            read(
                    false,
                    Map.of("groups.dn", "ou=groups,dc=corp", "membership.attribute.type", "UID"))
                .membership())
        .isEqualTo(MembershipAttribute.byValue("member", "mail"));
  }

  @ParameterizedTest
  @CsvSource({
    "LOAD_GROUPS_BY_MEMBER_ATTRIBUTE, ",
    "LOAD_GROUPS_BY_MEMBER_ATTRIBUTE_RECURSIVELY, ",
    "GET_GROUPS_FROM_USER_MEMBEROF_ATTRIBUTE, isMemberOf"
  })
  void believesTheUsersEntryOnlyWhenKeycloakDoes(String strategy, String attribute)
      throws LdapProviderException {
    Map<String, String> config =
        Map.of(
            "groups.dn", "ou=groups,dc=corp",
            "user.roles.retrieve.strategy", strategy,
            "memberof.ldap.attribute", "isMemberOf");

    assertThat(read(false, config).memberOf()).isEqualTo(Optional.ofNullable(attribute));
  }

  @ParameterizedTest
  @CsvSource({
    "groups.dn, '', 'is empty, or no DN'",
    "groups.dn, groups, 'is empty, or no DN'",
    "groups.ldap.filter, (a=, is not an LDAP filter"
  })
  void saysWhichOptionIsWrong(String key, String value, String what) {
    Map<String, String> config = new HashMap<>(Map.of("groups.dn", "ou=groups,dc=corp"));
    config.put(key, value);

    assertThatExceptionOfType(LdapProviderException.class)
        .isThrownBy(() -> read(false, config))
        .satisfies(
            problem ->
                assertThat(problem.sentence())
                    .isEqualTo(
                        "ldap_server.name: " + key + " of the group mapper \"groups\" " + what));
  }
}
