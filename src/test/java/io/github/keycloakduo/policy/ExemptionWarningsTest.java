package io.github.keycloakduo.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.settings.DuoMfaSettings;
import io.github.keycloakduo.settings.Exemptions;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExemptionWarningsTest {
  private static final ListedUsers NOBODY = new ListedUsers(false, false);
  private static final ListedUsers SOMEBODY = new ListedUsers(false, true);
  private static final ListedUsers NO_GROUP = new ListedUsers(true, false);

  @Test
  void warnsOfAUserListThatExemptsEverybody() {
    DuoMfaSettings all = Rules.of("whitelist.user_list.allow", "all_users");

    assertThat(ExemptionWarnings.everybody(all, () -> NOBODY))
        .extracting(StepWarning::step, StepWarning::sentence)
        .singleElement()
        .asString()
        .contains("USER_LIST", "whitelist.user_list.allow is all_users", "everybody is exempt");
    assertThat(ExemptionWarnings.everybody(all, () -> SOMEBODY)).isEmpty();
    assertThat(ExemptionWarnings.everybody(Rules.of(), () -> NOBODY)).isEmpty();
    assertThat(
            ExemptionWarnings.everybody(
                Rules.of(
                    "whitelist.user_list.allow", "no_user", "whitelist.user_list.except", "gone"),
                () -> NOBODY))
        .isEmpty();
  }

  @Test
  void warnsOfAListOfGroupsThatExemptsEverybodyInTheDirectory() {
    DuoMfaSettings all = Rules.withGroups("all_users", "");

    assertThat(ExemptionWarnings.everybody(all, () -> NOBODY))
        .extracting(StepWarning::step)
        .containsExactly(LoginStep.LDAP_GROUP);
    assertThat(ExemptionWarnings.everybody(Rules.withGroups("all_users", "staff"), () -> NOBODY))
        .isEmpty();
    assertThat(ExemptionWarnings.everybody(Rules.withGroups("no_user", "staff"), () -> NOBODY))
        .isEmpty();
  }

  /** A group that cannot be read exempts nobody, whatever the list says. */
  @Test
  void warnsOfAGroupThatDoesNotExistAndSaysWhatThatMeans() {
    DuoMfaSettings all =
        Rules.of("whitelist.user_list.allow", "all_users", "whitelist.user_list.name", "/gone");
    assertThat(ExemptionWarnings.everybody(all, () -> NO_GROUP)).isEmpty();
    assertThat(
            ExemptionWarnings.missingGroup(all.exemptions(), NO_GROUP).stream()
                .map(StepWarning::sentence))
        .singleElement()
        .asString()
        .contains("no group \"/gone\"", "all_users exempts nobody", "everybody outside it");

    Exemptions members = Rules.of("whitelist.user_list.name", "/gone").exemptions();
    assertThat(
            ExemptionWarnings.missingGroup(members, NO_GROUP).stream().map(StepWarning::sentence))
        .singleElement()
        .asString()
        .contains("nobody is exempt by it");

    for (ListedUsers found : List.of(NOBODY, SOMEBODY)) {
      assertThat(ExemptionWarnings.missingGroup(all.exemptions(), found)).isEmpty();
    }
  }

  @Test
  void warnsOfNetworksThatLeaveNobodyToAsk() {
    for (String all : new String[] {"0.0.0.0/0", "0.0.0.0/1##128.0.0.0/2##192.0.0.0/2", "::/0"}) {
      assertThat(
              ExemptionWarnings.everybody(Rules.of("network.exempt", all), () -> SOMEBODY).stream()
                  .map(StepWarning::sentence))
          .as(all)
          .singleElement()
          .asString()
          .contains("every " + (all.contains(":") ? "IPv6" : "IPv4") + " address");
    }
    for (String some : new String[] {"0.0.0.0/1", "10.0.0.0/8##2001:db8::/32", "::/1"}) {
      assertThat(ExemptionWarnings.everybody(Rules.of("network.exempt", some), () -> SOMEBODY))
          .as(some)
          .isEmpty();
    }
  }

  @Test
  void doesNotWarnWhereANetworkIsAskedAllTheSame() {
    DuoMfaSettings guests =
        Rules.of(
            "network.exempt",
            "0.0.0.0/0",
            "whitelist.user_list.allow",
            "all_users",
            "network.require",
            "198.51.100.0/24");

    assertThat(ExemptionWarnings.everybody(guests, () -> NOBODY)).isEmpty();
  }
}
