package io.github.keycloakduo.keycloak.runtime;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.keycloakduo.settings.AllowedRoutes;
import io.github.keycloakduo.settings.ConfigProblem;
import io.github.keycloakduo.settings.ConfigResult;
import io.github.keycloakduo.settings.RawConfig;
import io.github.keycloakduo.settings.SettingsParser;
import io.github.keycloakduo.settings.UsernameSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  public ConfigResult of(KeycloakSession session, @Nullable AuthenticatorConfigModel config) {
    if (config == null || config.getConfig() == null) {
      return new ConfigResult.Invalid(List.of(ConfigProblem.noConfiguration()));
    }
    RealmVault vault = new RealmVault(session, absences);
    RawConfig stored = stored(session, config, vault);
    // Vault entries may rotate at any time, so they are looked up at each login.
    return stored.usesVault()
        ? parser.parse(stored, vault)
        : parsed.get(stored, raw -> parser.parse(raw, none -> Optional.empty()));
  }

  /** What the step reads that takes user names apart; without a configuration it takes none. */
  public UsernameSettings ofUsername(
      KeycloakSession session, @Nullable AuthenticatorConfigModel config) {
    if (config == null || config.getConfig() == null) {
      return UsernameSettings.NONE;
    }
    RealmVault vault = new RealmVault(session, absences);
    RawConfig stored = stored(session, config, vault);
    return stored.usesVault()
        ? UsernameSettings.parse(stored, vault)
        : usernames.get(stored, raw -> UsernameSettings.parse(raw, none -> Optional.empty()));
  }

  private static RawConfig stored(
      KeycloakSession session, AuthenticatorConfigModel config, RealmVault vault) {
    RealmModel realm = session.getContext().getRealm();
    return RawConfig.of(
        options(config),
        alias -> ConfigPlaces.named(realm, alias).map(ConfigCache::options).toList(),
        alias -> ConfigPlaces.describe(realm, ConfigPlaces.named(realm, alias).toList()),
        vault);
  }

  private static Map<String, String> options(AuthenticatorConfigModel config) {
    Map<String, String> options = new HashMap<>();
    if (config.getConfig() != null) {
      config.getConfig().forEach((key, value) -> options.put(key, value == null ? "" : value));
    }
    return options;
  }
}
