package io.github.keycloakduo.keycloak.runtime;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.keycloakduo.settings.VaultLookup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.vault.VaultStringSecret;

/** The vault of the realm of a request. */
final class RealmVault implements VaultLookup {
  private final KeycloakSession session;
  private final Absences absences;

  /**
   * What the vault did not have a short while ago. Keycloak writes a warning for each entry that is
   * not there, and a credential store may have any option: without a memory that would be dozens of
   * warnings for each login.
   */
  record Absences(Cache<List<String>, Boolean> entries) {
    Absences() {
      this(
          Caffeine.newBuilder()
              .maximumSize(10_000)
              .expireAfterWrite(Duration.ofMinutes(1))
              .build());
    }
  }

  RealmVault(KeycloakSession session, Absences absences) {
    this.session = session;
    this.absences = absences;
  }

  @Override
  public Optional<String> resolve(String expression) {
    try (VaultStringSecret secret = session.vault().getStringSecret(expression)) {
      return secret.get().filter(value -> !value.equals(expression));
    }
  }

  @Override
  public Optional<String> find(String expression) {
    List<String> entry = List.of(session.getContext().getRealm().getId(), expression);
    if (absences.entries().getIfPresent(entry) != null) {
      return Optional.empty();
    }
    Optional<String> secret = resolve(expression);
    if (secret.isEmpty()) {
      absences.entries().put(entry, true);
    }
    return secret;
  }
}
