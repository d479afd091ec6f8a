package io.github.keycloakduo.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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
  void saysWhereNobodySeesTheCheckBox() {
    String[] ask = {
      "authentication_cache.ask", "true",
      "authentication_cache.bind", "ip_device",
      "authentication_cache.reuse_limit", "5",
      "authentication_cache.soft_timeout", "60",
      "authentication_cache.hard_timeout", "60",
      "duo.mode", "form",
      "duo.autopush", "false",
      "duo.ikey", "DIXXXXXXXXXXXXXXXXXX",
      "duo.skey", "deadbeefdeadbeefdeadbeefdeadbeefdeadbeef"
    };
    assertThat(ConfigWarnings.of(Rules.of(ask), SelfService.NONE)).isEmpty();
    ask[13] = "true";
    assertThat(ConfigWarnings.of(Rules.of(ask), SelfService.NONE))
        .singleElement()
        .satisfies(
            warning -> {
              assertThat(warning.step()).isEqualTo(LoginStep.GRACE);
              assertThat(warning.sentence()).contains("duo.autopush");
            });
    ask[11] = "universal";
    assertThat(ConfigWarnings.of(Rules.of(ask), SelfService.NONE))
        .singleElement()
        .satisfies(warning -> assertThat(warning.sentence()).contains("duo.mode universal"));
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

  @Test
  void namesNetworksThatAreExemptInVain() {
    assertThat(
            ConfigWarnings.of(
                Rules.of(
                    "network.exempt",
                    "10.1.0.0/16##192.0.2.1",
                    "network.require",
                    "10.0.0.0/8##192.0.2.0/28##2001:db8::/32"),
                SelfService.NONE))
        .extracting(StepWarning::step, StepWarning::sentence)
        .containsExactly(
            tuple(
                LoginStep.NETWORK,
                "network.exempt: 10.1.0.0/16 exempts nobody, since network.require has it"),
            tuple(
                LoginStep.NETWORK,
                "network.exempt: 192.0.2.1 exempts nobody, since network.require has it"));
    assertThat(
            ConfigWarnings.of(
                Rules.of("network.exempt", "10.0.0.0/8", "network.require", "10.1.0.0/16"),
                SelfService.NONE))
        .isEmpty();
  }
}
