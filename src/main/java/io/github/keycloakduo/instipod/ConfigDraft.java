package io.github.keycloakduo.instipod;

import io.github.keycloakduo.importing.Action;
import io.github.keycloakduo.importing.ReportLine;
import io.github.keycloakduo.importing.VaultKeys;
import io.github.keycloakduo.settings.SettingKey;
import io.github.keycloakduo.settings.VaultExpression;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A configuration of this product in the making, with the report about it. */
final class ConfigDraft {
  /** What Keycloak shows in the place of a secret. */
  static final String MASK = "**********";

  private record Value(String option, String stored, Optional<String> clear) {}

  private final String section;
  private final VaultKeys vault;
  private final Map<SettingKey, Value> values = new EnumMap<>(SettingKey.class);
  private final Map<String, String> keycloaksOwn = new LinkedHashMap<>();
  private final List<ReportLine> report = new ArrayList<>();

  /** Of that section in the report, and with vault entries for that alias. */
  ConfigDraft(String section, String alias) {
    this.section = section;
    this.vault = VaultKeys.of(alias, Optional.empty());
  }

  void say(String option, Action action, String key, String message) {
    report.add(new ReportLine(section, option, action, key, message));
  }

  void take(String option, SettingKey key, String value, String message) {
    boolean inVault = VaultExpression.is(value);
    values.put(key, new Value(option, value, inVault ? Optional.empty() : Optional.of(value)));
    say(option, Action.RENAMED, key.id(), message);
  }

  void takeKeycloaksOwn(String option, String value) {
    keycloaksOwn.put(option, value);
    say(option, Action.TAKEN, option, "is Keycloak's own option of a step, and is taken as it is");
  }

  void intoVault(String option, SettingKey key, String secret) {
    if (VaultExpression.is(secret)) {
      take(option, key, secret, "is called " + key.id() + " here; the vault has the value");
      return;
    }
    String entry = vault.entry(key);
    Optional<String> clear = Optional.of(secret).filter(text -> !text.equals(MASK));
    values.put(key, new Value(option, VaultExpression.of(entry), clear));
    say(option, Action.VAULT, entry, "belongs into Keycloak's vault, under this name");
  }

  /** Takes a value back that a login would refuse. */
  void reject(SettingKey key, String sentence) {
    Optional.ofNullable(values.remove(key))
        .ifPresent(
            value -> {
              report.removeIf(
                  line ->
                      line.option().equals(value.option())
                          && (line.key().equals(key.id()) || line.key().equals(vault.entry(key))));
              say(value.option(), Action.TODO, key.id(), sentence);
            });
  }

  /** What a login reads; empty where only the vault knows. */
  Map<SettingKey, Optional<String>> clearValues() {
    Map<SettingKey, Optional<String>> clear = new EnumMap<>(SettingKey.class);
    values.forEach((key, value) -> clear.put(key, value.clear()));
    return clear;
  }

  /** As Keycloak stores it. */
  Map<String, String> stored() {
    Map<String, String> stored = new LinkedHashMap<>();
    values.forEach((key, value) -> stored.put(key.id(), value.stored()));
    stored.putAll(keycloaksOwn);
    return stored;
  }

  List<ReportLine> report() {
    return List.copyOf(report);
  }

  /** Without values, which may be secrets. */
  @Override
  public String toString() {
    return report.toString();
  }
}
