package io.github.keycloakduo.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.settings.DuoMfaSettings;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SelfServiceWarningsTest {
  private static final SelfService RENAMING = new SelfService(true, false, Set.of(), false);
  private static final DuoMfaSettings BY_ATTRIBUTE =
      Rules.of("usermapping.user_attribute", "duoName");

  private static List<String> sentences(DuoMfaSettings settings, SelfService realm) {
    return ConfigWarnings.of(settings, realm).stream().map(StepWarning::sentence).toList();
  }

  @Test
  void nameEachRuleThatGoesByAName() {
    DuoMfaSettings rules =
        Rules.withGroups(
            "no_user",
            "admins",
            "whitelist.user_list.allow",
            "all_users",
            "whitelist.user_list.except",
            "alice");

    assertThat(ConfigWarnings.of(rules, RENAMING))
        .extracting(StepWarning::step)
        .containsExactly(LoginStep.USER_LIST, LoginStep.LDAP_GROUP, LoginStep.MAPPING);
    assertThat(sentences(rules, RENAMING))
        .containsExactly(
            "whitelist.user_list exempts all users but those listed, and users can choose their"
                + " name: the realm has \"Edit username\" on",
            "whitelist.ldap_server_group goes by user names, which users can choose: the realm has"
                + " \"Edit username\" on",
            "the Duo name goes by the user name, which users can choose: the realm has"
                + " \"Edit username\" on");
  }

  @Test
  void areGivenForAListThatExemptsWhomItNames() {
    DuoMfaSettings rules =
        Rules.of(
            "usermapping.user_attribute",
            "duoName",
            "whitelist.user_list.allow",
            "no_user",
            "whitelist.user_list.except",
            "alice");

    assertThat(sentences(rules, RENAMING))
        .containsExactly(
            "whitelist.user_list.except goes by user names, which users can choose: the realm has"
                + " \"Edit username\" on");
  }

  /** Whoever registers is in no group yet. */
  @Test
  void areGivenWhereAllAreExemptButTheMembersOfAGroup() {
    DuoMfaSettings rules =
        Rules.of(
            "usermapping.user_attribute",
            "duoName",
            "whitelist.user_list.allow",
            "all_users",
            "whitelist.user_list.name",
            "/ops");

    assertThat(sentences(rules, new SelfService(false, true, Set.of(), false)))
        .containsExactly(
            "whitelist.user_list exempts all users but those listed, and users can choose their"
                + " name: the realm has \"User registration\" on");
  }

  @Test
  void nameAllWaysToChooseAName() {
    SelfService realm = new SelfService(true, true, Set.of("e", "d", "c", "b", "a"), false);

    assertThat(sentences(Rules.of(), realm))
        .containsExactly(
            "the Duo name goes by the user name, which users can choose: the realm has"
                + " \"Edit username\" on; the realm has \"User registration\" on; the first login by"
                + " the identity provider \"a\", \"b\", \"c\" (and 2 more) reviews the profile");
    assertThat(sentences(Rules.of(), new SelfService(false, false, Set.of("x"), false)))
        .containsExactly(
            "the Duo name goes by the user name, which users can choose: the first login by the"
                + " identity provider \"x\" reviews the profile");
  }

  @Test
  void areNotGivenWhereNoNameMatters() {
    SelfService all = new SelfService(true, true, Set.of("x"), false);

    assertThat(sentences(BY_ATTRIBUTE, all)).isEmpty();
    assertThat(
            sentences(
                Rules.of(
                    "usermapping.user_attribute", "duoName", "whitelist.user_list.name", "/ops"),
                all))
        .isEmpty();
    assertThat(sentences(Rules.of(), SelfService.NONE)).isEmpty();
  }

  @Test
  void areGivenForAMappingThatNamesUsersFirst() {
    DuoMfaSettings explicit =
        Rules.of(
            "usermapping.user_attribute",
            "duoName",
            "usermapping.explicit",
            "[{\"key\":\"alice\",\"value\":\"al\"}]");

    assertThat(sentences(explicit, RENAMING)).hasSize(1);
  }

  @Test
  void nameAnLdapAttributeThatUsersCanWrite() {
    DuoMfaSettings byMail =
        Rules.of("ldap_server.name", "corp", "usermapping.ldap_server.user_attribute", "mail");

    assertThat(ConfigWarnings.of(byMail, new SelfService(false, false, Set.of(), true)))
        .containsExactly(
            new StepWarning(
                LoginStep.MAPPING,
                "usermapping.ldap_server.user_attribute: users can write \"mail\" in the account"
                    + " console, and so choose whose phone is asked"));
    assertThat(ConfigWarnings.of(byMail, SelfService.NONE)).isEmpty();
  }
}
