package io.github.keycloakduo.keycloak.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;

/**
 * A short-lived cache of prefixes with which no user name of a realm begins: to find that out means
 * to look at all users.
 */
final class UsernamePrefixCache {
  private final Cache<List<String>, Boolean> none =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofMinutes(1)).build();

  boolean areKnownToBeNone(String realmId, String prefix) {
    return none.getIfPresent(List.of(realmId, prefix)) != null;
  }

  void areNone(String realmId, String prefix) {
    none.put(List.of(realmId, prefix), true);
  }

  /** A user was made or changed. */
  void forget() {
    none.invalidateAll();
  }
}
