package io.github.keycloakduo.keycloak.breakglass;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.github.keycloakduo.breakglass.BreakGlass;
import io.github.keycloakduo.breakglass.BreakGlassStore;
import io.github.keycloakduo.keycloak.runtime.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A store of break-glass exemptions in a table of Keycloak's database. No exemption is cached: what
 * one node ends, no other node lets in by. Only that a realm has none at all is remembered for a
 * second, which spares nearly all logins the statement; what another node grants counts then.
 */
final class DatabaseBreakGlassStore implements BreakGlassStore {
  static final int MAX_LISTED = 1000;
  static final Duration REMEMBERED = Duration.ofSeconds(1);
  private static final int ATTEMPTS = 3;
  private static final int MAX_REALMS = 10_000;

  private final Transactions<BreakGlassTable> table;
  private final Cache<String, Boolean> realmsWithout;

  DatabaseBreakGlassStore(Transactions<BreakGlassTable> table) {
    this(table, Ticker.systemTicker());
  }

  DatabaseBreakGlassStore(Transactions<BreakGlassTable> table, Ticker ticker) {
    this.table = table;
    this.realmsWithout =
        Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(MAX_REALMS)
            .ticker(ticker)
            .build();
  }

  @Override
  public Optional<BreakGlass> find(String realmId, String userId, Instant now) {
    return realmsWithout.getIfPresent(realmId) == null
        ? table.call(rows -> look(rows, realmId, userId)).filter(found -> found.holds(now))
        : Optional.empty();
  }

  private Optional<BreakGlass> look(BreakGlassTable rows, String realmId, String userId) {
    Optional<BreakGlass> found = rows.find(realmId, userId);
    if (found.isEmpty() && !rows.hasAny(realmId)) {
      realmsWithout.put(realmId, Boolean.TRUE);
    }
    return found;
  }

  /** Collisions with other nodes pass when the work is done again. */
  @Override
  public void grant(BreakGlass exemption) {
    for (int attempt = 1; ; attempt++) {
      try {
        table.run(rows -> rows.replace(exemption));
        realmsWithout.invalidate(exemption.realmId());
        return;
      } catch (RuntimeException collision) {
        if (attempt == ATTEMPTS) {
          throw collision;
        }
      }
    }
  }

  @Override
  public boolean end(String realmId, String userId) {
    return table.call(rows -> rows.end(realmId, userId)) > 0;
  }

  @Override
  public void endRealm(String realmId) {
    table.call(rows -> rows.endRealm(realmId));
  }

  /** At most the {@value #MAX_LISTED} newest. */
  @Override
  public List<BreakGlass> list(String realmId, Instant now) {
    return table.call(rows -> rows.list(realmId, now, MAX_LISTED));
  }

  /** Removes what has expired. */
  void sweep(Instant now) {
    table.call(rows -> rows.sweep(now));
  }
}
