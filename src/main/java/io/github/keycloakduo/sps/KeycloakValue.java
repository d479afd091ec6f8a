package io.github.keycloakduo.sps;

import io.github.keycloakduo.settings.SettingKey;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A value as Keycloak stores it.
 *
 * @param clearValue what a login reads
 * @param translated whether the SPS plugin has another word for it
 */
record KeycloakValue(String stored, String clearValue, boolean translated) {
  private static final Set<SettingKey> EXEMPTIONS =
      Set.of(SettingKey.USER_LIST_ALLOW, SettingKey.GROUPS_ALLOW);
  private static final List<String> LEVELS =
      List.of("debug", "info", "warning", "error", "critical");

  static KeycloakValue of(SettingKey key, String value) {
    if (value.equals("$$")) {
      return new KeycloakValue(value, "$", false);
    }
    String lower = value.toLowerCase(Locale.ROOT);
    return switch (key.type()) {
      case BOOLEAN -> same(lower.equals("yes") ? "true" : lower.equals("no") ? "false" : lower);
      case LIST -> same(list(value));
      case CHOICE ->
          new KeycloakValue(word(key, lower), word(key, lower), !word(key, lower).equals(lower));
      case STRING, SECRET, TEXT, INTEGER, MAP -> same(value);
    };
  }

  private static KeycloakValue same(String value) {
    return new KeycloakValue(value, value, false);
  }

  /** The manual has both words for nobody, and Python several for a level. */
  private static String word(SettingKey key, String word) {
    if (EXEMPTIONS.contains(key)) {
      return word.equals("no_users") ? "no_user" : word;
    }
    return key == SettingKey.LOG_LEVEL ? level(word) : word;
  }

  /** Python logs what is at or above a number, and has a name at each ten. */
  private static String level(String word) {
    if (word.matches("[0-9]{1,3}")) {
      int tens = (Integer.parseInt(word) + 9) / 10;
      return LEVELS.get(Math.max(1, Math.min(tens, LEVELS.size())) - 1);
    }
    return word.equals("warn") ? "warning" : word.equals("fatal") ? "critical" : word;
  }

  private static String list(String value) {
    List<String> items =
        Arrays.stream(value.split(value.contains("##") ? "##" : ","))
            .map(String::strip)
            .filter(item -> !item.isEmpty())
            .toList();
    boolean ambiguous = items.stream().anyMatch(item -> item.startsWith("#") || item.endsWith("#"));
    String joined = items.stream().collect(Collectors.joining(ambiguous ? "," : "##"));
    return joined.isEmpty() ? value : joined;
  }

  /** The value may be a secret in the wrong place. */
  @Override
  public String toString() {
    return "[hidden]";
  }
}
