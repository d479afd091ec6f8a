package io.github.keycloakduo.sps;

import io.github.keycloakduo.settings.SettingKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes a list of exemptions only as a whole: {@code all_users} without the exceptions would let
 * everybody in without a factor.
 */
final class ExemptionGuard {
  private static final Set<SettingKey> ALLOW =
      Set.of(SettingKey.USER_LIST_ALLOW, SettingKey.GROUPS_ALLOW);
  private static final Set<SettingKey> EXCEPT =
      Set.of(SettingKey.USER_LIST_EXCEPT, SettingKey.USER_LIST_NAME, SettingKey.GROUPS_EXCEPT);
  private static final Set<Action> OPEN = Set.of(Action.TODO, Action.UNKNOWN);

  private ExemptionGuard() {}

  static List<Finding> keep(List<Finding> findings) {
    return findings.stream().map(finding -> keep(finding, findings)).toList();
  }

  private static Finding keep(Finding finding, List<Finding> all) {
    if (finding.setting().filter(ALLOW::contains).isEmpty()) {
      return finding;
    }
    List<Finding> section =
        all.stream().filter(f -> f.entry().section().equals(finding.entry().section())).toList();
    if (section.stream().anyMatch(other -> OPEN.contains(other.line().action()))) {
      return finding.refused("is not taken as long as another line of its section is not");
    }
    boolean everybody =
        finding.stored().equals("all_users")
            && section.stream().noneMatch(ExemptionGuard::isException);
    return everybody
        ? finding.saying(
            finding.line().action(), "is taken as it is; nobody is excepted, so it exempts all")
        : finding;
  }

  private static boolean isException(Finding finding) {
    Optional<SettingKey> key = finding.setting().filter(EXCEPT::contains);
    return key.isPresent() && finding.isStored();
  }
}
