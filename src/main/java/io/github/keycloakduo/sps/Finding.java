package io.github.keycloakduo.sps;

import io.github.keycloakduo.settings.SettingKey;
import java.util.Optional;

/**
 * What an option of a file means here.
 *
 * @param variant whether it stands under another name than that of the parameter reference
 * @param stored its value in the configuration; empty if it gives none
 * @param clear what a login would read there; absent if only a vault knows
 */
record Finding(
    Entry entry,
    Optional<SettingKey> setting,
    boolean variant,
    ReportLine line,
    String stored,
    Optional<String> clear) {

  /** One that gives nothing to the configuration. */
  static Finding without(Entry entry, Action action, String key, String message) {
    return new Finding(
        entry, Optional.empty(), false, entry.line(action, key, message), "", Optional.empty());
  }

  boolean isStored() {
    return !stored.isEmpty();
  }

  boolean isStored(SettingKey key) {
    return isStored() && setting.filter(key::equals).isPresent();
  }

  /** Whether it is one of many that make up the map of users. */
  boolean isUser() {
    return entry.section().equals(SpsNames.EXPLICIT);
  }

  /** The same, not taken. */
  Finding refused(String sentence) {
    String key = setting.map(SettingKey::id).orElse("");
    return without(entry, Action.TODO, key, sentence);
  }

  /** The same with more to say. */
  Finding saying(Action action, String sentence) {
    ReportLine told = entry.line(action, line.key(), sentence);
    return new Finding(entry, setting, variant, told, stored, clear);
  }

  /** Without values, which may be secrets. */
  @Override
  public String toString() {
    return line.toString();
  }
}
