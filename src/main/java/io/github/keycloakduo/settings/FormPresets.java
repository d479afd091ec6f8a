package io.github.keycloakduo.settings;

import java.util.List;
import java.util.Map;

/**
 * The values that the form of Keycloak's admin console stores for fields that were not touched:
 * each default, as text. In what is stored they cannot be told from the same values set on purpose.
 */
final class FormPresets {
  private static final String NO_USER = "no_user";
  private static final String EMPTY_MAP = "[]";

  private FormPresets() {}

  /** Whether the configuration has no more of the option than an untouched field leaves. */
  static boolean isUntouched(SettingKey key, Map<String, String> stored) {
    String value = value(key, stored);
    return value.isEmpty()
        || key.defaultValue().filter(value::equals).isPresent()
        || isEmptyMap(key, value)
        || isUnusedList(key, value, stored);
  }

  private static boolean isEmptyMap(SettingKey key, String value) {
    return key.type() == SettingKey.Type.MAP && value.equals(EMPTY_MAP);
  }

  /**
   * Forms of earlier versions stored the first choice. Beside a list it counts: with {@code
   * all_users} of another configuration the same list would mean the opposite.
   */
  private static boolean isUnusedList(SettingKey key, String value, Map<String, String> stored) {
    List<SettingKey> list =
        switch (key) {
          case USER_LIST_ALLOW -> List.of(SettingKey.USER_LIST_EXCEPT, SettingKey.USER_LIST_NAME);
          case GROUPS_ALLOW -> List.of(SettingKey.GROUPS_EXCEPT);
          default -> List.of();
        };
    return !list.isEmpty()
        && value.equals(NO_USER)
        && list.stream().allMatch(part -> value(part, stored).isEmpty());
  }

  private static String value(SettingKey key, Map<String, String> stored) {
    return stored.getOrDefault(key.id(), "").strip();
  }
}
