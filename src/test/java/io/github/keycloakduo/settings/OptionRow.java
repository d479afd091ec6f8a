package io.github.keycloakduo.settings;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What the contract says of one option: its default, what it takes and what it refuses. */
final class OptionRow {
  private final Function<DuoMfaSettings, Object> component;
  private final Map<String, Object> accepted = new LinkedHashMap<>();
  private final List<String> refused = new ArrayList<>();
  private Optional<Object> defaultValue = Optional.empty();
  private Options beside = Options.least();
  private String accepts = "";
  private boolean hidesRefused;

  private OptionRow(Function<DuoMfaSettings, Object> component) {
    this.component = component;
  }

  /** Where the value shows in the result. Without a default the option is required. */
  static OptionRow of(Function<DuoMfaSettings, Object> component) {
    return new OptionRow(component);
  }

  static OptionRow flag(boolean defaultValue, Function<DuoMfaSettings, Object> component) {
    return of(component)
        .holds(defaultValue)
        .takes("true", true)
        .takes("false", false)
        .takes("yes", true)
        .takes("no", false)
        .takes(" YES ", true)
        .takes("False", false)
        .refuses("true or false", "on", "1", "ja", "truefalse", "true##false");
  }

  OptionRow holds(Object value) {
    defaultValue = Optional.of(value);
    return this;
  }

  OptionRow takes(String stored, Object value) {
    accepted.put(stored, value);
    return this;
  }

  OptionRow refuses(String whatIsAccepted, String... values) {
    accepts = whatIsAccepted;
    refused.addAll(List.of(values));
    return this;
  }

  /** A refused value may hold a secret and is not shown. */
  OptionRow hidesThem() {
    hidesRefused = true;
    return this;
  }

  /** The option makes sense only beside another one. */
  OptionRow beside(String key, String value) {
    beside = beside.with(key, value);
    return this;
  }

  Object read(DuoMfaSettings settings) {
    return component.apply(settings);
  }

  Optional<Object> defaultValue() {
    return defaultValue;
  }

  Map<String, Object> accepted() {
    return accepted;
  }

  List<String> refused() {
    return refused;
  }

  boolean hidesRefused() {
    return hidesRefused;
  }

  String accepts() {
    return accepts;
  }

  Options options() {
    return beside;
  }
}
