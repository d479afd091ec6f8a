package io.github.keycloakduo.keycloak.runtime;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.keycloakduo.settings.AllowedRoutes;
import io.github.keycloakduo.settings.ConfigLookup;
import io.github.keycloakduo.settings.ConfigProblem;
import io.github.keycloakduo.settings.ConfigResult;
import io.github.keycloakduo.settings.ConfigSource;
import io.github.keycloakduo.settings.RawConfig;
import io.github.keycloakduo.settings.SettingsParser;
import io.github.keycloakduo.settings.StoredConfig;
import io.github.keycloakduo.settings.UsernameSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** A cache of parsed configurations: each is parsed once for as long as nothing changes. */
public final class ConfigCache {
  private final SettingsParser parser;
  private final Cache<RawConfig, ConfigResult> parsed =
      Caffeine.newBuilder().maximumSize(1000).expireAfterAccess(Duration.ofHours(1)).build();

  private final Cache<RawConfig, UsernameSettings> usernames =
      Caffeine.newBuilder().maximumSize(1000).expireAfterAccess(Duration.ofHours(1)).build();
  private final RealmVault.Absences absences = new RealmVault.Absences();

  public ConfigCache(AllowedRoutes allowed) {
    this.parser = new SettingsParser(allowed);
  }

  /** For logins to clients that {@code client.configs} does not name. */
  public ConfigResult of(KeycloakSession session, @Nullable AuthenticatorConfigModel config) {
    return of(session, config, Optional.empty());
  }

  /**
   * For logins to a client.
   *
   * @param clientId absent where there is none
   */
  public ConfigResult of(
      KeycloakSession session,
      @Nullable AuthenticatorConfigModel config,
      Optional<String> clientId) {
    if (config == null || config.getConfig() == null) {
      return new ConfigResult.Invalid(List.of(ConfigProblem.noConfiguration()));
    }
    RealmVault vault = new RealmVault(session, absences);
    RawConfig stored = stored(session, config, clientId, vault);
    // Vault entries may rotate at any time, so they are looked up at each login.
    return stored.usesVault()
        ? parser.parse(stored, vault)
        : parsed.get(stored, raw -> parser.parse(raw, none -> Optional.empty()));
  }

  /** What holds for each client that {@code client.configs} names, by client id. */
  public SortedMap<String, ConfigResult> ofClients(
      KeycloakSession session, AuthenticatorConfigModel config) {
    SortedMap<String, ConfigResult> results = new TreeMap<>();
    clients(session, config)
        .keySet()
        .forEach(client -> results.put(client, of(session, config, Optional.of(client))));
    return results;
  }

  /** Aliases by client id, as {@code client.configs} of a configuration names them. */
  public Map<String, String> clients(KeycloakSession session, AuthenticatorConfigModel config) {
    RealmVault vault = new RealmVault(session, absences);
    return stored(session, config, Optional.empty(), vault).clients(vault);
  }

  /**
   * What the step reads that takes user names apart; without a configuration it takes none.
   *
   * @param clientId absent where there is none
   */
  public UsernameSettings ofUsername(
      KeycloakSession session,
      @Nullable AuthenticatorConfigModel config,
      Optional<String> clientId) {
    if (config == null || config.getConfig() == null) {
      return UsernameSettings.NONE;
    }
    RealmVault vault = new RealmVault(session, absences);
    RawConfig stored = stored(session, config, clientId, vault);
    return stored.usesVault()
        ? UsernameSettings.parse(stored, vault)
        : usernames.get(stored, raw -> UsernameSettings.parse(raw, none -> Optional.empty()));
  }

  private static RawConfig stored(
      KeycloakSession session,
      AuthenticatorConfigModel config,
      Optional<String> clientId,
      RealmVault vault) {
    ConfigLookup realm = new RealmConfigs(session.getContext().getRealm());
    RawConfig ofAll = RawConfig.of(RealmConfigs.stored(config), realm, vault);
    return clientId.map(client -> ofAll.forClient(client, realm, vault)).orElse(ofAll);
  }

  /** The configurations of a realm, whatever they are for. */
  private record RealmConfigs(RealmModel realm) implements ConfigLookup {
    @Override
    public List<StoredConfig> named(String alias) {
      return ConfigPlaces.named(realm, alias).map(RealmConfigs::stored).toList();
    }

    @Override
    public String ambiguous(String alias) {
      return ConfigPlaces.describe(realm, ConfigPlaces.named(realm, alias).toList());
    }

    static StoredConfig stored(AuthenticatorConfigModel config) {
      Map<String, String> options = new HashMap<>();
      if (config.getConfig() != null) {
        config.getConfig().forEach((key, value) -> options.put(key, value == null ? "" : value));
      }
      String alias = config.getAlias() == null ? "" : config.getAlias();
      return new StoredConfig(new ConfigSource(config.getId(), alias), options);
    }
  }
}
