package io.github.keycloakduo.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConfigWarningsTest {
  @Test
  void hasNothingToSayAboutAPlainConfiguration() {
    assertThat(ConfigWarnings.of(Rules.of(), SelfService.NONE)).isEmpty();
    assertThat(
            ConfigWarnings.of(
                Rules.of(
                    "usermapping.explicit",
                    "[{\"key\":\"a\",\"value\":\"x\"},{\"key\":\"b\",\"value\":\"y\"}]",
                    "whitelist.user_list.allow",
                    "no_user",
                    "whitelist.user_list.except",
                    "alice"),
                SelfService.NONE))
        .isEmpty();
  }

  @Test
  void namesUsersWhoShareADuoName() {
    assertThat(
            ConfigWarnings.of(
                Rules.of(
                    "usermapping.explicit",
                    "[{\"key\":\"b\",\"value\":\"X\"},{\"key\":\"a\",\"value\":\"x@corp\"},"
                        + "{\"key\":\"c\",\"value\":\"y\"}]",
                    "username_transform.append_domain",
                    "corp"),
                SelfService.NONE))
        .containsExactly(
            new StepWarning(
                LoginStep.MAPPING,
                "usermapping.explicit: \"a\" and \"b\" become one Duo name, \"x@corp\""));
  }

  @Test
  void saysWhichSpellingAnEntryWithCapitalsNeeds() {
    assertThat(
            ConfigWarnings.of(
                Rules.of(
                    "whitelist.user_list.allow",
                    "no_user",
                    "whitelist.user_list.except",
                    "bob,Alice"),
                SelfService.NONE))
        .containsExactly(
            new StepWarning(
                LoginStep.USER_LIST,
                "whitelist.user_list.except: \"Alice\" exempts a user name with these capitals"
                    + " only; Keycloak's own user names have none, those of an LDAP provider"
                    + " without import may"));
  }

  @Test
  void doesNotTalkAnybodyOutOfCapitalsWhereTheyMakeNoDifference() {
    assertThat(
            ConfigWarnings.of(
                Rules.of(
                    "whitelist.user_list.allow",
                    "all_users",
                    "whitelist.user_list.except",
                    "bob,Alice"),
                SelfService.NONE))
        .isEmpty();
  }

  @Test
  void namesEntriesThatAreNeverMet() {
    assertThat(
            ConfigWarnings.of(
                Rules.of(
                    "username_transform.ignore_upn_suffix",
                    "yes",
                    "usermapping.explicit",
                    "[{\"key\":\"a@corp\",\"value\":\"x\"}]"),
                SelfService.NONE))
        .containsExactly(
            new StepWarning(
                LoginStep.MAPPING,
                "usermapping.explicit: \"a@corp\" is never met, since"
                    + " username_transform.ignore_upn_suffix is on"));
  }
}
