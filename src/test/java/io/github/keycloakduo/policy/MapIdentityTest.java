package io.github.keycloakduo.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.UserDirectory.Answer;
import io.github.keycloakduo.mfa.UserDirectory.Groups;
import io.github.keycloakduo.mfa.UserDirectory.Value;
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

class MapIdentityTest {
  private static final String MAP = "usermapping.explicit";
  private static final String DOMAIN = "username_transform.append_domain";
  private static final String UPN = "username_transform.ignore_upn_suffix";
  private static final String LDAP = "usermapping.ldap_server.user_attribute";
  private static final String ATTRIBUTE = "usermapping.user_attribute";
  private static final String ALICE_IS_AL = "[{\"key\":\"Alice\",\"value\":\"Al\"}]";
  private static final DuoMfaSettings BY_LDAP =
      Rules.of("ldap_server.name", "corp", LDAP, "mail", MAP, ALICE_IS_AL, ATTRIBUTE, "duo");
  private static final DuoMfaSettings BY_ATTRIBUTE = Rules.of(ATTRIBUTE, "duo", MAP, ALICE_IS_AL);

  @Property
  void isTheUserNameByDefaultOrAnError(@ForAll("texts") String name) {
    assertThat(Login.by(name).ends(Rules.of()))
        .isEqualTo(DuoUsername.of(name).map(DuoUsername::name).orElse("mapping_error"));
  }

  @Property
  void refusesEveryValueThatIsNoDuoName(@ForAll("texts") String value) {
    String expected = DuoUsername.of(value).map(DuoUsername::name).orElse("mapping_error");
    assertThat(Login.by("bob").ldapAttribute(value).ends(BY_LDAP)).isEqualTo(expected);
    assertThat(Login.by("bob").attribute(false, value).ends(BY_ATTRIBUTE)).isEqualTo(expected);
  }

  @Property
  void changesNoNameTwice(@ForAll("texts") String name, @ForAll boolean cut) {
    NameTransform transform = new NameTransform(cut, Optional.of("Corp.Example"));
    String once = transform.after(transform.before(name));
    assertThat(transform.after(transform.before(once))).isEqualTo(once);
    assertThat(once.toLowerCase(Locale.ROOT)).endsWith("@corp.example");
    NameTransform plain = new NameTransform(false, Optional.empty());
    assertThat(plain.after(plain.before(name))).isEqualTo(name);
  }

  @Property
  void givesNoTwoNamesWhereNothingIsCut(
      @ForAll("texts") String name, @ForAll("texts") String other) {
    NameTransform transform = new NameTransform(false, Optional.of("x.example"));
    boolean same = transform.after(name).equals(transform.after(other));
    boolean alike =
        name.equals(other)
            || (name + "@x.example").equals(other)
            || (other + "@x.example").equals(name);
    assertThat(same).isEqualTo(alike);
  }

  @Example
  void asksTheExplicitMapFirstAndIgnoresCase() {
    for (String user : List.of("alice", "ALICE", "Alice")) {
      Login login = Login.by(user).attribute(false, "other");
      assertThat(login.ends(BY_LDAP)).isEqualTo("Al");
      assertThat(login.queries).isEmpty();
      assertThat(login.ends(BY_ATTRIBUTE)).isEqualTo("Al");
    }
    assertThat(Login.by("bob").ends(Rules.of(MAP, ALICE_IS_AL))).isEqualTo("bob");
  }

  @Example
  void asksTheDirectoryBeforeTheUserAttribute() {
    assertThat(Login.by("bob").ldapAttribute("B").attribute(false, "other").ends(BY_LDAP))
        .isEqualTo("B");
  }

  @Example
  void neverFallsBackFromAnAttribute() {
    for (Answer answer :
        List.of(
            new Answer.NotFound(),
            new Answer.Ambiguous(),
            new Answer.Unavailable("refused"),
            Login.found(
                Optional.of(new Value.Unusable("has 2 values")), new Groups.Unreadable("x")),
            Login.found(Optional.empty(), new Groups.Unreadable("x")))) {
      assertThat(Login.by("bob").directory(answer).attribute(false, "other").ends(BY_LDAP))
          .isEqualTo("mapping_error");
    }
    assertThat(Login.by("bob").ends(BY_ATTRIBUTE)).isEqualTo("mapping_error");
    assertThat(Login.by("bob").attribute(false).ends(BY_ATTRIBUTE)).isEqualTo("mapping_error");
    assertThat(Login.by("bob").attribute(false, "a", "b").ends(BY_ATTRIBUTE))
        .isEqualTo("mapping_error");
    assertThat(Login.by("bob").attribute(false, "a", "a").ends(BY_ATTRIBUTE))
        .isEqualTo("mapping_error");
  }

  @Example
  void letsNobodyInWhereUsersMayEditTheAttribute() {
    DuoMfaSettings open =
        Rules.of(ATTRIBUTE, "duo", MAP, ALICE_IS_AL, "whitelist.user_list.allow", "all_users");
    Login login = Login.by("alice").attribute(true, "boss");
    assertThat(login.ends(open)).isEqualTo("config_error");
    PolicyDecision.Deny stop = (PolicyDecision.Deny) login.under(open);
    assertThat(stop.reason()).contains("usermapping.user_attribute", "\"duo\"");
    assertThat(stop.trace().steps())
        .extracting(StepReport::decision)
        .containsExactly(
            StepReport.Decision.SKIPPED,
            StepReport.Decision.SKIPPED,
            StepReport.Decision.SKIPPED,
            StepReport.Decision.SKIPPED,
            StepReport.Decision.SKIPPED,
            StepReport.Decision.STOP,
            StepReport.Decision.SKIPPED);
    assertThat(Login.by("alice").attribute(true, "boss").ends(Rules.of())).isEqualTo("alice");
  }

  @Example
  void cutsBeforeAndAppendsAfterTheMapping() {
    DuoMfaSettings both = Rules.of(MAP, ALICE_IS_AL, UPN, "true", DOMAIN, "duo.example");
    assertThat(Login.by("alice@corp.example").ends(both)).isEqualTo("Al@duo.example");
    assertThat(Login.by("bob@corp@x").ends(both)).isEqualTo("bob@duo.example");
    assertThat(Login.by("@corp").ends(both)).isEqualTo("mapping_error");
    assertThat(Login.by("bob @corp").ends(both)).isEqualTo("mapping_error");
    assertThat(Login.by("alice@corp.example").ends(Rules.of(MAP, ALICE_IS_AL)))
        .isEqualTo("alice@corp.example");
  }

  @Example
  void appendsADomainOnceWhateverItsCase() {
    DuoMfaSettings rules = Rules.of(DOMAIN, "Corp.Example");
    assertThat(Login.by("bob").ends(rules)).isEqualTo("bob@Corp.Example");
    assertThat(Login.by("bob@corp.EXAMPLE").ends(rules)).isEqualTo("bob@corp.EXAMPLE");
    assertThat(Login.by("bob@a.corp.example").ends(rules))
        .isEqualTo("bob@a.corp.example@Corp.Example");
    assertThat(Login.by("bobcorp.example").ends(rules)).isEqualTo("bobcorp.example@Corp.Example");
  }

  @Example
  void asksTheDirectoryOnceForEverything() {
    DuoMfaSettings rules = Rules.withGroups("no_user", "admins", LDAP, "mail");
    Login login = Login.by("bob").ldapAttribute("B");
    assertThat(login.ends(rules)).isEqualTo("B");
    assertThat(login.queries).hasSize(1);
    assertThat(login.queries.get(0).username()).isEqualTo("bob");
    assertThat(login.queries.get(0).attribute()).contains("mail");
    assertThat(login.queries.get(0).groups()).isEqualTo(Set.of("admins"));
  }

  @Example
  void looksForGroupsByTheWholeNameAndForTheDuoNameByTheCutOne() {
    DuoMfaSettings rules = Rules.withGroups("no_user", "admins", LDAP, "mail", UPN, "true");
    Login login = Login.by("bob@corp").ldapAttribute("B");
    assertThat(login.ends(rules)).isEqualTo("B");
    assertThat(login.queries).extracting(i -> i.username()).containsExactly("bob@corp", "bob");
    assertThat(login.queries.get(0).attribute()).isEmpty();
    assertThat(login.queries.get(1).groups()).isEmpty();
  }

  @Example
  void mapsTheSameInTurkish() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(new Locale("tr", "TR"));
      DuoMfaSettings rules =
          Rules.of(MAP, "[{\"key\":\"IRINA\",\"value\":\"I\"}]", DOMAIN, "IX.example");
      assertThat(Login.by("irina").ends(rules)).isEqualTo("I@IX.example");
      assertThat(Login.by("x@ix.example").ends(rules)).isEqualTo("x@ix.example");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().withChars("ab@.\u00a0\u200b \t\nİıIié").ofMaxLength(12),
        Arbitraries.of("a@corp.example", "@corp.example", "A@CORP.EXAMPLE", "a@x.example"),
        Arbitraries.strings().ofMaxLength(20));
  }
}
