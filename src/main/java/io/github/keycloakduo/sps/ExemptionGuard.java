package io.github.keycloakduo.sps;

import io.github.keycloakduo.importing.Action;
import io.github.keycloakduo.settings.SettingKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The guard that takes a list of exemptions only as a whole: {@code all_users} without the
 * exceptions would let everybody in without a factor.
 */
final class ExemptionGuard {
  private static final Set<SettingKey> ALLOW =
      Set.of(SettingKey.USER_LIST_ALLOW, SettingKey.GROUPS_ALLOW);
  private static final Set<SettingKey> EXCEPT =
      Set.of(SettingKey.USER_LIST_EXCEPT, SettingKey.USER_LIST_NAME, SettingKey.GROUPS_EXCEPT);
  private static final Set<Action> OPEN = Set.of(Action.TODO, Action.UNKNOWN);

  private ExemptionGuard() {}

  static List<ConvertedOption> apply(List<ConvertedOption> options) {
    return options.stream().map(option -> check(option, options)).toList();
  }

  private static ConvertedOption check(ConvertedOption option, List<ConvertedOption> all) {
    if (option.key().filter(ALLOW::contains).isEmpty()) {
      return option;
    }
    List<ConvertedOption> section =
        all.stream().filter(f -> f.source().section().equals(option.source().section())).toList();
    if (section.stream().anyMatch(other -> OPEN.contains(other.line().action()))) {
      return option.rejected("is not taken as long as another line of its section is not");
    }
    boolean everybody =
        option.stored().equals("all_users")
            && section.stream().noneMatch(ExemptionGuard::isException);
    return everybody
        ? option.withMessage(
            option.line().action(), "is taken as it is; nobody is excepted, so it exempts all")
        : option;
  }

  private static boolean isException(ConvertedOption option) {
    Optional<SettingKey> key = option.key().filter(EXCEPT::contains);
    return key.isPresent() && option.isStored();
  }
}
