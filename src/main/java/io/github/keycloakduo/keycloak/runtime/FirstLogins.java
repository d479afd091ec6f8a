package io.github.keycloakduo.keycloak.runtime;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.List;

/**
 * The register of the configurations that were used by a login at this node. It forgets after a
 * day, since meanwhile the realm may have changed.
 */
public final class FirstLogins {
  static final Duration MEMORY = Duration.ofDays(1);
  private static final int MAX_CONFIGURATIONS = 10_000;

  private final Cache<List<String>, Boolean> seen;

  FirstLogins(Ticker ticker) {
    this.seen =
        Caffeine.newBuilder()
            .maximumSize(MAX_CONFIGURATIONS)
            .expireAfterWrite(MEMORY)
            .ticker(ticker)
            .build();
  }

  /**
   * Whether this is the first login; every later one is told so, until the options change.
   *
   * @param fingerprint of the options
   */
  public boolean isFirst(String realmId, String fingerprint) {
    return seen.asMap().putIfAbsent(List.of(realmId, fingerprint), true) == null;
  }
}
