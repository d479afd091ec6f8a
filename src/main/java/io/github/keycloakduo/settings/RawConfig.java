package io.github.keycloakduo.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The strings of a configuration, completed by those of its {@code shared.config}, and for a client
 * preceded by those of its {@code client.configs}. One rule holds in all layers: an option counts
 * as not set where it is blank or has its default, since the admin console stores that for every
 * field.
 *
 * @param source the uppermost layer
 * @param ofClient whether that is the configuration of a client
 * @param options without {@code shared.config}
 * @param shared what the layers have differently
 * @param problems why a layer is missing
 */
public record RawConfig(
    ConfigSource source,
    boolean ofClient,
    Map<String, String> options,
    SharedOptions shared,
    List<ConfigProblem> problems) {
  public RawConfig {
    options = Map.copyOf(options);
    problems = List.copyOf(problems);
  }

  /** Values may be secrets. */
  @Override
  public String toString() {
    return "RawConfig[source="
        + source
        + ", options="
        + options.keySet()
        + ", problems="
        + problems
        + "]";
  }

  /**
   * The same for options that are not stored in Keycloak.
   *
   * @param named the options of every configuration of an alias
   */
  public static RawConfig of(
      Map<String, String> own,
      Function<String, List<Map<String, String>>> named,
      VaultLookup vault) {
    return of(
        StoredConfig.of(own),
        alias -> named.apply(alias).stream().map(StoredConfig::of).toList(),
        vault);
  }

  /** A configuration with the one that its {@code shared.config} names. */
  public static RawConfig of(StoredConfig own, ConfigLookup realm, VaultLookup vault) {
    Map<String, String> rest = without(SettingKey.SHARED_CONFIG, own.options());
    RawConfig alone = new RawConfig(own.source(), false, rest, SharedOptions.NONE, List.of());
    String text = own.options().getOrDefault(SettingKey.SHARED_CONFIG.id(), "").strip();
    if (text.isEmpty()) {
      return alone;
    }
    boolean secret = VaultExpression.is(text);
    Optional<String> alias = secret ? vault.resolve(text) : Optional.of(text);
    return alias
        .map(
            name ->
                AliasReference.ofShared(name.strip(), secret)
                    .resolve(
                        realm, shared -> alone.completedBy(shared.options()), alone::withProblem))
        .orElseGet(
            () -> alone.withProblem(ConfigProblem.notInVault(SettingKey.SHARED_CONFIG, text)));
  }

  /** What holds for logins to a client: this, unless {@code client.configs} names the client. */
  public RawConfig forClient(String clientId, ConfigLookup realm, VaultLookup vault) {
    List<AliasReference> references = ClientAliases.of(options, vault).references(clientId);
    if (references.isEmpty()) {
      return this;
    }
    AliasReference first = references.get(0);
    return references.size() > 1
        ? withProblem(first.problem("the client is there " + references.size() + " times"))
        : first.resolve(realm, client -> precededBy(client, vault), this::withProblem);
  }

  /** Aliases by client id, as {@code client.configs} names them. */
  public Map<String, String> clients(VaultLookup vault) {
    return ClientAliases.of(options, vault).byClient();
  }

  private RawConfig withProblem(ConfigProblem problem) {
    return new RawConfig(
        source,
        ofClient,
        options,
        shared,
        Stream.concat(problems.stream(), Stream.of(problem)).toList());
  }

  private RawConfig completedBy(Map<String, String> lower) {
    Map<String, String> lent = without(SettingKey.SHARED_CONFIG, lower);
    lent.keySet().removeIf(SettingKey::isKeycloaksOwn);
    return new RawConfig(
        source, ofClient, layered(options, lent), SharedOptions.of(options, lower), problems);
  }

  /**
   * Each layer has its own credential store: that of this one wins over no option of the client.
   */
  private RawConfig precededBy(StoredConfig client, VaultLookup vault) {
    Map<String, String> lower =
        without(SettingKey.CLIENT_CONFIGS, CredentialStore.settle(options, vault));
    Map<String, String> upper = CredentialStore.settle(client.options(), options, vault);
    return new RawConfig(
        client.source(),
        true,
        layered(upper, lower),
        shared.withClient(SharedOptions.of(client.options(), lower)),
        problems);
  }

  private static Map<String, String> layered(Map<String, String> upper, Map<String, String> lower) {
    Map<String, String> all = new HashMap<>(lower);
    upper.forEach(
        (id, value) -> {
          if (isSet(id, upper) || !all.containsKey(id)) {
            all.put(id, value);
          }
        });
    return all;
  }

  private static boolean isSet(String id, Map<String, String> options) {
    return SettingKey.of(id)
        .map(key -> !FormPresets.isUntouched(key, options))
        .orElseGet(() -> !options.getOrDefault(id, "").isBlank());
  }

  private static Map<String, String> without(SettingKey key, Map<String, String> options) {
    Map<String, String> rest = new HashMap<>(options);
    rest.remove(key.id());
    return rest;
  }

  /** The same about other options. */
  RawConfig with(Map<String, String> otherOptions, SharedOptions otherShared) {
    return new RawConfig(source, ofClient, otherOptions, otherShared, problems);
  }

  /** Whether the vault must be asked, whose entries may change at any time. */
  public boolean usesVault() {
    return !options.getOrDefault(SettingKey.CREDENTIAL_STORE_NAME.id(), "").isBlank()
        || options.values().stream().map(String::strip).anyMatch(VaultExpression::is);
  }

  /** All problems, with the configuration of the client where it is one. */
  List<ConfigProblem> causes(List<ConfigProblem> found, List<ConfigProblem> read) {
    List<ConfigProblem> causes = ConfigProblem.causes(found, read);
    return ofClient ? causes.stream().map(problem -> problem.ofClient(source)).toList() : causes;
  }
}
