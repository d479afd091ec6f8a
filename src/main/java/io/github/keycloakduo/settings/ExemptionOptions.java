package io.github.keycloakduo.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The reader of the {@code whitelist} sections. */
final class ExemptionOptions {
  private ExemptionOptions() {}

  static Exemptions read(OptionReader reader) {
    Optional<String> userGroup = reader.text(SettingKey.USER_LIST_NAME);
    Optional<ListRule> users =
        rule(reader, SettingKey.USER_LIST_ALLOW, SettingKey.USER_LIST_EXCEPT);
    if (userGroup.isPresent() && users.isEmpty()) {
      users = Optional.of(new ListRule(ListRule.Allow.NO_USER, Set.of()));
    }
    Optional<ListRule> groups = rule(reader, SettingKey.GROUPS_ALLOW, SettingKey.GROUPS_EXCEPT);
    if (groups.isPresent() && reader.text(SettingKey.LDAP_SERVER_NAME).isEmpty()) {
      boolean named = !groups.get().except().isEmpty();
      reader.missingFor(
          SettingKey.LDAP_SERVER_NAME, named ? SettingKey.GROUPS_EXCEPT : SettingKey.GROUPS_ALLOW);
    }
    return new Exemptions(users, userGroup, groups);
  }

  /**
   * Empty when it exempts nobody. Forms of earlier versions stored the first choice where nothing
   * was chosen, so {@code no_user} alone says nothing.
   */
  private static Optional<ListRule> rule(
      OptionReader reader, SettingKey allowKey, SettingKey exceptKey) {
    Optional<String> allow = reader.optionalChoice(allowKey);
    Set<String> except = reader.items(exceptKey);
    if (allow.isEmpty() && !except.isEmpty()) {
      reader.missingFor(allowKey, exceptKey);
    }
    return allow
        .filter(allowKey.options()::contains)
        .map(word -> ListRule.Allow.valueOf(word.toUpperCase(Locale.ROOT)))
        .filter(found -> found == ListRule.Allow.ALL_USERS || !except.isEmpty())
        .map(found -> new ListRule(found, except));
  }
}
