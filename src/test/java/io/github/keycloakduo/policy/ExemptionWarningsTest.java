package io.github.keycloakduo.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.settings.Exemptions;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExemptionWarningsTest {
  private static final ListedUsers NOBODY = new ListedUsers(false, false);
  private static final ListedUsers SOMEBODY = new ListedUsers(false, true);
  private static final ListedUsers NO_GROUP = new ListedUsers(true, false);

  @Test
  void warnsOfAUserListThatExemptsEverybody() {
    Exemptions all = Rules.of("whitelist.user_list.allow", "all_users").exemptions();

    assertThat(ExemptionWarnings.everybody(all, () -> NOBODY))
        .extracting(StepWarning::step, StepWarning::sentence)
        .singleElement()
        .asString()
        .contains("USER_LIST", "whitelist.user_list.allow is all_users", "everybody is exempt");
    assertThat(ExemptionWarnings.everybody(all, () -> SOMEBODY)).isEmpty();
    assertThat(ExemptionWarnings.everybody(Rules.of().exemptions(), () -> NOBODY)).isEmpty();
    assertThat(
            ExemptionWarnings.everybody(
                Rules.of(
                        "whitelist.user_list.allow",
                        "no_user",
                        "whitelist.user_list.except",
                        "gone")
                    .exemptions(),
                () -> NOBODY))
        .isEmpty();
  }

  @Test
  void warnsOfAListOfGroupsThatExemptsEverybodyInTheDirectory() {
    Exemptions all = Rules.withGroups("all_users", "").exemptions();

    assertThat(ExemptionWarnings.everybody(all, () -> NOBODY))
        .extracting(StepWarning::step)
        .containsExactly(LoginStep.LDAP_GROUP);
    assertThat(
            ExemptionWarnings.everybody(
                Rules.withGroups("all_users", "staff").exemptions(), () -> NOBODY))
        .isEmpty();
    assertThat(
            ExemptionWarnings.everybody(
                Rules.withGroups("no_user", "staff").exemptions(), () -> NOBODY))
        .isEmpty();
  }

  /** A group that cannot be read exempts nobody, whatever the list says. */
  @Test
  void warnsOfAGroupThatDoesNotExistAndSaysWhatThatMeans() {
    Exemptions all =
        Rules.of("whitelist.user_list.allow", "all_users", "whitelist.user_list.name", "/gone")
            .exemptions();
    assertThat(ExemptionWarnings.everybody(all, () -> NO_GROUP)).isEmpty();
    assertThat(ExemptionWarnings.missingGroup(all, NO_GROUP).stream().map(StepWarning::sentence))
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
      assertThat(ExemptionWarnings.missingGroup(all, found)).isEmpty();
    }
  }
}
