package io.github.keycloakduo.settings;

import io.github.keycloakduo.mfa.LogSafeText;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A reference to another configuration of the realm.
 *
 * @param key the option that refers to it
 * @param shown what the problem of a wrong alias shows between key and expectation: never a secret
 * @param barred the options that the other configuration may not have itself
 */
record AliasReference(SettingKey key, String alias, String shown, List<SettingKey> barred) {
  private static final List<SettingKey> BARRED_FROM_SHARED = List.of(SettingKey.SHARED_CONFIG);
  private static final List<SettingKey> BARRED_FROM_CLIENTS =
      List.of(SettingKey.SHARED_CONFIG, SettingKey.CLIENT_CONFIGS);

  /**
   * The one of {@code shared.config}.
   *
   * @param secret whether the alias comes from the vault
   */
  static AliasReference ofShared(String alias, boolean secret) {
    return new AliasReference(
        SettingKey.SHARED_CONFIG, alias, secret ? "" : quoted(alias), BARRED_FROM_SHARED);
  }

  /**
   * The one of {@code client.configs} for a client.
   *
   * @param secret whether the map comes from the vault
   */
  static AliasReference ofClient(String clientId, String alias, boolean secret) {
    return new AliasReference(
        SettingKey.CLIENT_CONFIGS,
        alias,
        (secret ? "" : quoted(alias)) + " for the client" + quoted(clientId),
        BARRED_FROM_CLIENTS);
  }

  private static String quoted(String text) {
    return " \"" + LogSafeText.quotable(text) + "\"";
  }

  /** Applies the function of the case that this is. */
  <R> R resolve(
      ConfigLookup realm, Function<StoredConfig, R> found, Function<ConfigProblem, R> wrong) {
    List<StoredConfig> named = realm.named(alias);
    return fault(named, realm)
        .map(reason -> wrong.apply(problem(reason)))
        .orElseGet(() -> found.apply(named.get(0)));
  }

  private Optional<String> fault(List<StoredConfig> named, ConfigLookup realm) {
    if (named.isEmpty()) {
      return Optional.of("there is no configuration of that alias");
    }
    if (named.size() > 1) {
      return Optional.of(realm.ambiguous(alias));
    }
    StoredConfig other = named.get(0);
    if (!other.isOurs()) {
      return Optional.of("that configuration is not one of this extension");
    }
    return barred.stream()
        .filter(other::has)
        .map(option -> "that configuration itself has a " + option.id())
        .findFirst();
  }

  ConfigProblem problem(String reason) {
    String none =
        barred.stream()
            .map(SettingKey::id)
            .collect(Collectors.joining(" nor ", barred.size() > 1 ? "neither " : "no ", ""));
    return ConfigProblem.invalid(
        key,
        key.id()
            + ": invalid value"
            + shown
            + ": expected the alias of one configuration of this extension in the realm that has "
            + none
            + " itself; "
            + reason);
  }
}
