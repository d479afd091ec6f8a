package io.github.keycloakduo.keycloak.breakglass;

import io.github.keycloakduo.breakglass.BreakGlass;
import io.github.keycloakduo.breakglass.BreakGlassStore;
import io.github.keycloakduo.keycloak.runtime.Transactions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A store of break-glass exemptions in a table of Keycloak's database. Nothing is cached: what one
 * node ends, no other node lets in by.
 */
final class DatabaseBreakGlassStore implements BreakGlassStore {
  static final int MAX_LISTED = 1000;
  private static final int ATTEMPTS = 3;

  private final Transactions<BreakGlassTable> table;

  /** Whether the table is known to be there, and readable. */
  private volatile boolean read;

  DatabaseBreakGlassStore(Transactions<BreakGlassTable> table) {
    this.table = table;
  }

  @Override
  public Optional<BreakGlass> find(String realmId, String userId, Instant now) {
    Optional<BreakGlass> found = table.call(rows -> rows.find(realmId, userId));
    read = true;
    return found.filter(exemption -> exemption.holds(now));
  }

  /**
   * The same in the transaction of a request. A table that is missing would break it, so that the
   * first look that succeeds has a transaction of its own.
   */
  Optional<BreakGlass> find(BreakGlassTable request, String realmId, String userId, Instant now) {
    return read
        ? request.find(realmId, userId).filter(exemption -> exemption.holds(now))
        : find(realmId, userId, now);
  }

  /** Collisions with other nodes pass when the work is done again. */
  @Override
  public void grant(BreakGlass exemption) {
    for (int attempt = 1; ; attempt++) {
      try {
        table.run(rows -> rows.replace(exemption));
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
