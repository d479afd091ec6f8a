package io.github.keycloakduo.sps;

import io.github.keycloakduo.importing.Action;
import io.github.keycloakduo.importing.ReportLine;
import io.github.keycloakduo.settings.SettingKey;
import java.util.Optional;

/**
 * An option of a file with what becomes of it.
 *
 * @param key the option here; empty if there is none or it is not taken
 * @param variant whether the file has another name for it than the parameter reference of the SPS
 *     plugin
 * @param stored its value in the configuration; empty if it gives none
 * @param clearValue what a login would read; absent if only a vault knows
 */
record ConvertedOption(
    ResolvedOption source,
    Optional<SettingKey> key,
    boolean variant,
    ReportLine line,
    String stored,
    Optional<String> clearValue) {
  /** One that gives nothing to the configuration. */
  static ConvertedOption without(ResolvedOption source, Action action, String key, String message) {
    return new ConvertedOption(
        source, Optional.empty(), false, source.line(action, key, message), "", Optional.empty());
  }

  boolean isStored() {
    return !stored.isEmpty();
  }

  boolean isStored(SettingKey wanted) {
    return isStored() && key.filter(wanted::equals).isPresent();
  }

  /** Whether it is one of many that make up the map of users. */
  boolean isUserMapping() {
    return source.section().equals(SpsNames.EXPLICIT);
  }

  /** The same, not taken. */
  ConvertedOption rejected(String message) {
    return without(source, Action.TODO, key.map(SettingKey::id).orElse(""), message);
  }

  /** The same with another action and message in the report. */
  ConvertedOption withMessage(Action action, String message) {
    ReportLine changed = source.line(action, line.key(), message);
    return new ConvertedOption(source, key, variant, changed, stored, clearValue);
  }

  /** Without values, which may be secrets. */
  @Override
  public String toString() {
    return line.toString();
  }
}
