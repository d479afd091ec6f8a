package io.github.keycloakduo.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Who needs no MFA, and how a list is read. */
class ExemptionOptionsTest {
  private static final Options LEAST = Options.least();

  @Example
  void takesAFirstChoiceThatAFormStoredForNoList() {
    Options form =
        LEAST
            .with("whitelist.user_list.allow", "no_user")
            .with("whitelist.ldap_server_group.allow", "no_user");
    assertThat(form.valid().exemptions()).isEqualTo(Exemptions.NONE);
  }

  @Example
  void exemptsEverybodyByAllUsersAlone() {
    assertThat(LEAST.with("whitelist.user_list.allow", "all_users").valid().exemptions().users())
        .contains(new ListRule(ListRule.Allow.ALL_USERS, Set.of()));
  }

  @Example
  void takesAGroupAloneForNobodyButItsMembers() {
    assertThat(LEAST.with("whitelist.user_list.name", "/ops").valid().exemptions())
        .isEqualTo(
            new Exemptions(
                Optional.of(new ListRule(ListRule.Allow.NO_USER, Set.of())),
                Optional.of("/ops"),
                Optional.empty()));
    assertThat(
            LEAST
                .with("whitelist.user_list.name", "/ops")
                .with("whitelist.user_list.allow", "all_users")
                .valid()
                .exemptions()
                .users())
        .contains(new ListRule(ListRule.Allow.ALL_USERS, Set.of()));
  }

  @Example
  void refusesExceptionsFromNothing() {
    assertThat(LEAST.with("whitelist.user_list.except", "alice").problems())
        .containsExactly(
            "whitelist.user_list.allow is missing; it is required because"
                + " whitelist.user_list.except is set");
    assertThat(
            LEAST
                .with("whitelist.ldap_server_group.except", "admins")
                .with("ldap_server.name", "corp")
                .problems())
        .containsExactly(
            "whitelist.ldap_server_group.allow is missing; it is required because"
                + " whitelist.ldap_server_group.except is set");
  }

  @Example
  void refusesAListThatNamesNothing() {
    for (String nothing : List.of("##", ",", " ## ,")) {
      assertThat(
              LEAST
                  .with("whitelist.user_list.allow", "all_users")
                  .with("whitelist.user_list.except", nothing)
                  .problems())
          .singleElement()
          .asString()
          .startsWith("whitelist.user_list.except:")
          .endsWith("expected at least one name");
    }
  }

  @Example
  void separatesByCommasOnlyWhereNothingLooksLikeADn() {
    assertThat(groups("a,b##c")).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(groups("cn=a,ou=x,dc=corp")).containsExactly("cn=a,ou=x,dc=corp");
    assertThat(groups("cn=a,dc=corp##b,c##d"))
        .containsExactlyInAnyOrder("cn=a,dc=corp", "b,c", "d");
    assertThat(groups("2.5.4.3=a,dc=corp")).containsExactly("2.5.4.3=a,dc=corp");
    assertThat(groups("a, cn = b")).containsExactly("a, cn = b");
  }

  @Property
  void findsEveryNameOfAList(@ForAll("names") Set<String> names) {
    for (String separator : List.of(",", "##", " , ", "##,")) {
      assertThat(groups(String.join(separator, names))).isEqualTo(names);
    }
  }

  @Property
  void findsEveryDnOfAList(@ForAll("names") Set<String> names) {
    Set<String> dns =
        names.stream().map(name -> "CN=" + name + ",DC=corp,DC=x").collect(Collectors.toSet());
    assertThat(groups(String.join("##", dns))).isEqualTo(dns);
  }

  private static Set<String> groups(String stored) {
    return LEAST
        .with("ldap_server.name", "corp")
        .with("whitelist.ldap_server_group.allow", "no_user")
        .with("whitelist.ldap_server_group.except", stored)
        .valid()
        .exemptions()
        .groups()
        .orElseThrow()
        .except();
  }

  @Provide
  Arbitrary<Set<String>> names() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .withChars("AZ09 -_.@\\äß")
        .ofMinLength(1)
        .ofMaxLength(12)
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .set()
        .ofMinSize(1)
        .ofMaxSize(6);
  }
}
