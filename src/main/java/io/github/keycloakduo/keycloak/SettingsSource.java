package io.github.keycloakduo.keycloak;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.keycloakduo.settings.AllowedHosts;
import io.github.keycloakduo.settings.ParsedSettings;
import io.github.keycloakduo.settings.SettingsParser;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.vault.VaultStringSecret;

/** Settings of an execution, parsed once for as long as nothing changes. */
final class SettingsSource {
  private final SettingsParser parser;
  private final Cache<Map<String, String>, ParsedSettings> parsed =
      Caffeine.newBuilder().maximumSize(1000).expireAfterAccess(Duration.ofHours(1)).build();

  SettingsSource(AllowedHosts allowedHosts) {
    this.parser = new SettingsParser(allowedHosts);
  }

  ParsedSettings of(KeycloakSession session, @Nullable AuthenticatorConfigModel config) {
    if (config == null || config.getConfig() == null) {
      return new ParsedSettings.Invalid(List.of("the execution has no configuration"));
    }
    Map<String, String> stored = new HashMap<>();
    config.getConfig().forEach((key, value) -> stored.put(key, value == null ? "" : value));
    boolean usesVault = stored.values().stream().anyMatch(value -> value.contains("${vault."));
    // Vault entries may rotate at any time, so they are looked up at each login.
    return usesVault
        ? parser.parse(stored, expression -> fromVault(session, expression))
        : parsed.get(Map.copyOf(stored), raw -> parser.parse(raw, none -> Optional.empty()));
  }

  private static Optional<String> fromVault(KeycloakSession session, String expression) {
    try (VaultStringSecret secret = session.vault().getStringSecret(expression)) {
      return secret.get().filter(value -> !value.equals(expression));
    }
  }
}
