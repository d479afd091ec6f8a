package io.github.keycloakduo.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.UserDirectory.Answer;
import io.github.keycloakduo.mfa.UserDirectory.Groups;
import io.github.keycloakduo.settings.DuoMfaSettings;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.assertj.core.api.InstanceOfAssertFactories;

class ExemptionsTest {
  private static final DuoMfaSettings GROUP_ONLY = Rules.of("whitelist.user_list.name", "/ops");
  private static final DuoMfaSettings ALL_BUT_GROUP =
      Rules.of("whitelist.user_list.name", "/ops", "whitelist.user_list.allow", "all_users");

  private static DuoMfaSettings users(String allow, String except) {
    return Rules.of("whitelist.user_list.allow", allow, "whitelist.user_list.except", except);
  }

  @Example
  void exemptsNobodyWithoutRules() {
    assertThat(Login.by("alice").userGroup(GroupMembership.MEMBER).ends(Rules.of()))
        .isEqualTo("alice");
  }

  @Property
  void exemptsTheListedOrAllButThem(
      @ForAll("names") String user, @ForAll("lists") Set<String> list) {
    String except = String.join("##", list);
    boolean listed = list.contains(user);
    assertThat(Login.by(user).ends(users("no_user", except)))
        .isEqualTo(listed ? "exempt_user" : user);
    boolean listedInAnyCase = list.stream().anyMatch(user::equalsIgnoreCase);
    assertThat(Login.by(user).ends(users("all_users", except)))
        .isEqualTo(listedInAnyCase ? user : "exempt_user");
  }

  @Example
  void asksAUserWhoseNameIsListedInAnotherCaseUnderBothLists() {
    for (String listed : List.of("Alice", "alice", "ALICE", "aLıce", "alİce")) {
      for (String user : List.of("aliCe", "ALıCE", "Ali\u0307ce")) {
        assertThat(Login.by(user).ends(users("no_user", listed))).isEqualTo(user);
        assertThat(Login.by(user).ends(users("all_users", listed))).isEqualTo(user);
      }
    }
  }

  @Example
  void exemptsAUserWhoseNameIsListedInItsOwnCaseToo() {
    assertThat(Login.by("Alice").ends(users("no_user", "alice##Alice"))).isEqualTo("exempt_user");
    assertThat(Login.by("Alicia").ends(users("all_users", "alice"))).isEqualTo("exempt_user");
  }

  @Example
  void exemptsAMemberWhoseNameIsListedInAnotherCase() {
    DuoMfaSettings both =
        Rules.of(
            "whitelist.user_list.name", "/ops",
            "whitelist.user_list.allow", "no_user",
            "whitelist.user_list.except", "alice");
    assertThat(Login.by("Alice").userGroup(GroupMembership.MEMBER).ends(both))
        .isEqualTo("exempt_user");
    assertThat(Login.by("Alice").userGroup(GroupMembership.UNKNOWN).ends(both)).isEqualTo("Alice");
  }

  @Example
  void saysThatTheCaseOfAListedNameDiffers() {
    assertThat(reason("Alice", users("no_user", "alice")))
        .isEqualTo(
            "the user list does not name the user; its \"alice\" differs from the user name in"
                + " upper and lower case only");
    assertThat(reason("Alice", users("all_users", "alice")))
        .isEqualTo(
            "the user list names the user; its \"alice\" differs from the user name in upper and"
                + " lower case only");
  }

  private static String reason(String user, DuoMfaSettings rules) {
    return Login.by(user).under(rules).trace().steps().stream()
        .filter(report -> report.step() == LoginStep.USER_LIST)
        .map(StepReport::reason)
        .findFirst()
        .orElseThrow();
  }

  @Example
  void listsTheMembersOfAGroup() {
    assertThat(Login.by("a").userGroup(GroupMembership.MEMBER).ends(GROUP_ONLY))
        .isEqualTo("exempt_user");
    assertThat(Login.by("a").userGroup(GroupMembership.NOT_MEMBER).ends(GROUP_ONLY)).isEqualTo("a");
    assertThat(Login.by("a").userGroup(GroupMembership.MEMBER).ends(ALL_BUT_GROUP)).isEqualTo("a");
    assertThat(Login.by("a").userGroup(GroupMembership.NOT_MEMBER).ends(ALL_BUT_GROUP))
        .isEqualTo("exempt_user");
  }

  @Example
  void exemptsNobodyByAGroupThatCannotBeReadAndWarns() {
    for (DuoMfaSettings rules : List.of(GROUP_ONLY, ALL_BUT_GROUP)) {
      Login login = Login.by("a").userGroup(GroupMembership.UNKNOWN);
      assertThat(login.ends(rules)).isEqualTo("a");
      assertThat(login.under(rules).trace().warnings())
          .containsExactly(
              new StepWarning(
                  LoginStep.USER_LIST,
                  "whitelist.user_list.name: the group \"/ops\" does not exist or cannot be read;"
                      + " it exempts nobody"));
    }
  }

  @Example
  void stillExemptsThoseWhoAreListedThemselves() {
    DuoMfaSettings both =
        Rules.of(
            "whitelist.user_list.name", "/ops",
            "whitelist.user_list.allow", "no_user",
            "whitelist.user_list.except", "a");
    Login login = Login.by("a").userGroup(GroupMembership.UNKNOWN);
    assertThat(login.ends(both)).isEqualTo("exempt_user");
    assertThat(login.under(both).trace().warnings()).hasSize(1);
  }

  @Example
  void exemptsMembersOfDirectoryGroupsOrAllButThem() {
    DuoMfaSettings members = Rules.withGroups("no_user", "admins,ops");
    DuoMfaSettings others = Rules.withGroups("all_users", "admins,ops");
    assertThat(Login.by("a").memberOf("ops").ends(members)).isEqualTo("exempt_group");
    assertThat(Login.by("a").memberOf().ends(members)).isEqualTo("a");
    assertThat(Login.by("a").memberOf("ops").ends(others)).isEqualTo("a");
    assertThat(Login.by("a").memberOf().ends(others)).isEqualTo("exempt_group");
  }

  @Example
  void exemptsNobodyByADirectoryThatDoesNotAnswerAndWarns() {
    for (String allow : List.of("no_user", "all_users")) {
      DuoMfaSettings rules = Rules.withGroups(allow, "admins");
      for (Answer answer :
          List.of(
              new Answer.Unavailable("refused"),
              new Answer.Ambiguous(),
              Login.found(Optional.empty(), new Groups.Unreadable("no base DN")))) {
        Login login = Login.by("a").directory(answer);
        assertThat(login.ends(rules)).isEqualTo("a");
        assertThat(login.under(rules).trace().warnings())
            .singleElement()
            .extracting(StepWarning::sentence, InstanceOfAssertFactories.STRING)
            .startsWith("whitelist.ldap_server_group: ")
            .endsWith("; it exempts nobody");
      }
      Login unknown = Login.by("a").directory(new Answer.NotFound());
      assertThat(unknown.ends(rules)).isEqualTo("a");
      assertThat(unknown.under(rules).trace().warnings()).isEmpty();
    }
  }

  @Property
  void exemptsOnlyByWhatIsKnown(
      @ForAll boolean allUsers, @ForAll boolean member, @ForAll boolean missing) {
    DuoMfaSettings rules = Rules.withGroups(allUsers ? "all_users" : "no_user", "here,gone");
    Login login =
        Login.by("a")
            .directory(
                Login.found(
                    Optional.empty(),
                    new Groups.Known(
                        member ? Set.of("here") : Set.of(), missing ? Set.of("gone") : Set.of())));
    boolean exempt = allUsers ? !member && !missing : member;
    assertThat(login.ends(rules)).isEqualTo(exempt ? "exempt_group" : "a");
    assertThat(login.under(rules).trace().warnings()).hasSize(missing ? 1 : 0);
  }

  @Example
  void isEnoughForEitherListToExempt() {
    DuoMfaSettings rules =
        Rules.withGroups(
            "no_user",
            "admins",
            "whitelist.user_list.allow",
            "all_users",
            "whitelist.user_list.except",
            "a");
    assertThat(Login.by("a").memberOf("admins").ends(rules)).isEqualTo("exempt_group");
    assertThat(Login.by("a").memberOf().ends(rules)).isEqualTo("a");
    Login other = Login.by("b");
    assertThat(other.ends(rules)).isEqualTo("exempt_user");
    assertThat(other.queries).isEmpty();
  }

  @Example
  void exemptsNobodyFromAStepUpAndDoesNotAsk() {
    DuoMfaSettings rules =
        Rules.withGroups("all_users", "x", "whitelist.user_list.allow", "all_users");
    Login stepUp = Login.by("a").memberOf().demanding(RequiredAssurance.STEP_UP);
    assertThat(stepUp.ends(rules)).isEqualTo("a");
    assertThat(stepUp.queries).isEmpty();
    assertThat(Login.by("a").memberOf().demanding(RequiredAssurance.REAUTHENTICATION).ends(rules))
        .isEqualTo("exempt_user");
  }

  @Example
  void listsTheSameInTurkish() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(new Locale("tr", "TR"));
      assertThat(Login.by("irina").ends(users("no_user", "irina"))).isEqualTo("exempt_user");
      assertThat(Login.by("irina").ends(users("no_user", "IRINA"))).isEqualTo("irina");
      assertThat(LoginStep.MAPPING.id()).isEqualTo("mapping");
      assertThat(StepReport.Decision.LET_IN.id()).isEqualTo("let_in");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.of("alice", "bob", "ALICE", "a.b", "a@corp.example", "é");
  }

  @Provide
  Arbitrary<Set<String>> lists() {
    return names().set().ofMinSize(1);
  }
}
