package io.github.keycloakduo.policy;

import io.github.keycloakduo.mfa.LogSafeText;
import io.github.keycloakduo.settings.DuoMfaSettings;
import io.github.keycloakduo.settings.Exemptions;
import io.github.keycloakduo.settings.ListRule;
import io.github.keycloakduo.settings.NetworkRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The warnings about exemptions that leave no user to ask, or whose list cannot be read. */
public final class ExemptionWarnings {
  private ExemptionWarnings() {}

  /**
   * A warning for each rule that exempts everybody it decides about. None where {@code
   * network.require} says from where they are asked all the same.
   *
   * @param listed looked up only where it matters
   */
  public static List<StepWarning> everybody(DuoMfaSettings settings, Supplier<ListedUsers> listed) {
    if (!settings.network().require().isEmpty()) {
      return List.of();
    }
    Exemptions exemptions = settings.exemptions();
    List<StepWarning> warnings = new ArrayList<>();
    if (isForAll(exemptions.users()) && listsNobody(listed.get())) {
      warnings.add(
          new StepWarning(
              LoginStep.USER_LIST,
              "whitelist.user_list.allow is all_users and no user of the realm is listed as an"
                  + " exception, so that everybody is exempt"));
    }
    if (isForAll(exemptions.groups()) && exemptions.groups().get().except().isEmpty()) {
      warnings.add(
          new StepWarning(
              LoginStep.LDAP_GROUP,
              "whitelist.ldap_server_group.allow is all_users and no group is listed as an"
                  + " exception, so that everybody in the directory is exempt"));
    }
    everywhere(settings.network()).forEach(warnings::add);
    return warnings;
  }

  private static Stream<StepWarning> everywhere(NetworkRules networks) {
    return Stream.of(4, 6)
        .filter(version -> networks.exemptsEveryAddress(version))
        .map(
            version ->
                new StepWarning(
                    LoginStep.NETWORK,
                    "network.exempt includes every IPv"
                        + version
                        + " address, so that everybody who has one is exempt"));
  }

  private static boolean listsNobody(ListedUsers listed) {
    return !listed.groupMissing() && !listed.anybody();
  }

  /** The warning about a Keycloak group that does not exist. */
  public static Optional<StepWarning> missingGroup(Exemptions exemptions, ListedUsers listed) {
    return exemptions
        .userGroup()
        .filter(path -> listed.groupMissing())
        .map(
            path ->
                new StepWarning(
                    LoginStep.USER_LIST,
                    "whitelist.user_list.name: the realm has no group \""
                        + LogSafeText.of(path)
                        + "\"; "
                        + (isForAll(exemptions.users())
                            ? "while it is missing, all_users exempts nobody; as soon as it"
                                + " exists, everybody outside it is exempt"
                            : "nobody is exempt by it")));
  }

  /** Whether the user list exempts all but the users it names. */
  public static boolean isForAll(Optional<ListRule> list) {
    return list.filter(rule -> rule.allow() == ListRule.Allow.ALL_USERS).isPresent();
  }
}
