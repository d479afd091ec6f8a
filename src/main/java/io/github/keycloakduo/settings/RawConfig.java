package io.github.keycloakduo.settings;

import io.github.keycloakduo.mfa.LogSafeText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * The strings of a configuration, completed by those of its {@code shared.config}.
 *
 * @param options without {@code shared.config}
 * @param shared what the two have differently
 * @param problems why nothing could be shared
 */
public record RawConfig(
    Map<String, String> options, SharedOptions shared, List<ConfigProblem> problems) {
  public RawConfig {
    options = Map.copyOf(options);
    problems = List.copyOf(problems);
  }

  /** Values may be secrets. */
  @Override
  public String toString() {
    return "RawConfig[options=" + options.keySet() + ", problems=" + problems + "]";
  }

  /**
   * Takes every option that is not set from the configuration that {@code shared.config} names. Its
   * default counts as not set, since the admin console stores that for every field.
   *
   * @param named the stored options of every configuration of the realm with an alias, whatever it
   *     is for
   */
  public static RawConfig of(
      Map<String, String> own,
      Function<String, List<Map<String, String>>> named,
      VaultLookup vault) {
    return of(own, named, alias -> "there are several configurations of that alias", vault);
  }

  /**
   * The same, for a realm that can say where configurations of the same alias are.
   *
   * @param ambiguous a sentence about the configurations of an alias that is not unique
   */
  public static RawConfig of(
      Map<String, String> own,
      Function<String, List<Map<String, String>>> named,
      UnaryOperator<String> ambiguous,
      VaultLookup vault) {
    Map<String, String> rest = new HashMap<>(own);
    String value = Optional.ofNullable(rest.remove(SettingKey.SHARED_CONFIG.id())).orElse("");
    String text = value.strip();
    if (text.isEmpty()) {
      return new RawConfig(rest, SharedOptions.NONE, List.of());
    }
    boolean secret = VaultExpression.is(text);
    Optional<String> alias = secret ? vault.resolve(text) : Optional.of(text);
    if (alias.isEmpty()) {
      return unshared(rest, ConfigProblem.notInVault(SettingKey.SHARED_CONFIG, text));
    }
    String name = alias.get().strip();
    List<Map<String, String>> found = named.apply(name);
    return reason(found, () -> ambiguous.apply(name))
        .map(reason -> unshared(rest, problem(text, secret, reason)))
        .orElseGet(() -> filled(rest, found.get(0)));
  }

  private static RawConfig unshared(Map<String, String> own, ConfigProblem problem) {
    return new RawConfig(own, SharedOptions.NONE, List.of(problem));
  }

  /** Whether the vault must be asked, whose entries may change at any time. */
  public boolean usesVault() {
    return !options.getOrDefault(SettingKey.CREDENTIAL_STORE_NAME.id(), "").isBlank()
        || options.values().stream().map(String::strip).anyMatch(VaultExpression::is);
  }

  private static Optional<String> reason(
      List<Map<String, String>> found, Supplier<String> ambiguous) {
    if (found.isEmpty()) {
      return Optional.of("there is no configuration of that alias");
    }
    if (found.size() > 1) {
      return Optional.of(ambiguous.get());
    }
    if (found.get(0).keySet().stream().noneMatch(id -> SettingKey.of(id).isPresent())) {
      return Optional.of("that configuration is not one of this extension");
    }
    boolean chain = !found.get(0).getOrDefault(SettingKey.SHARED_CONFIG.id(), "").isBlank();
    return chain ? Optional.of("that configuration itself has a shared.config") : Optional.empty();
  }

  private static ConfigProblem problem(String alias, boolean secret, String reason) {
    String shown = secret ? "" : " \"" + LogSafeText.quotable(alias) + "\"";
    return ConfigProblem.invalid(
        SettingKey.SHARED_CONFIG,
        SettingKey.SHARED_CONFIG.id()
            + ": invalid value"
            + shown
            + ": expected the alias of one configuration of this extension in the realm that has no"
            + " shared.config itself; "
            + reason);
  }

  private static RawConfig filled(Map<String, String> own, Map<String, String> shared) {
    Map<String, String> all = new HashMap<>();
    shared.forEach(
        (id, value) -> {
          if (!SettingKey.isKeycloaksOwn(id) && !id.equals(SettingKey.SHARED_CONFIG.id())) {
            all.put(id, value);
          }
        });
    own.forEach(
        (id, value) -> {
          if (isSet(id, own) || !all.containsKey(id)) {
            all.put(id, value);
          }
        });
    return new RawConfig(all, SharedOptions.of(own, shared), List.of());
  }

  private static boolean isSet(String id, Map<String, String> options) {
    return SettingKey.of(id)
        .map(key -> !FormPresets.isUntouched(key, options))
        .orElseGet(() -> !options.getOrDefault(id, "").isBlank());
  }
}
