package io.github.keycloakduo.keycloak.grace;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.keycloakduo.grace.GraceEntry;
import io.github.keycloakduo.grace.GraceGrant;
import io.github.keycloakduo.grace.GraceKey;
import io.github.keycloakduo.grace.GraceRequest;
import io.github.keycloakduo.grace.GraceState;
import io.github.keycloakduo.grace.GraceStore;
import io.github.keycloakduo.keycloak.runtime.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A store of graces in a table of Keycloak's database: they outlive every node, and a restart of
 * all.
 */
final class DatabaseGraceStore implements GraceStore {
  static final int MAX_LISTED = 1000;

  private static final int ATTEMPTS = 3;
  private static final int BATCH_SIZE = 500;
  private static final int MAX_BATCHES = 100;

  private final Transactions<GraceTable> table;

  /**
   * When the MFA was, so that a login by grace costs no second statement. Another node may know of
   * a later one; then a token claims an MFA that is older than the last, never a newer one.
   */
  private final Cache<GraceKey, Instant> mfaTimes =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofMinutes(5)).build();

  DatabaseGraceStore(Transactions<GraceTable> table) {
    this.table = table;
  }

  @Override
  public boolean use(GraceRequest request, Instant now) {
    return request.isPossible() && table.call(rows -> rows.use(request, now));
  }

  @Override
  public Optional<Instant> mfaAt(GraceKey key) {
    return Optional.ofNullable(
        mfaTimes.get(
            key,
            unknown ->
                table
                    .call(rows -> rows.find(unknown))
                    .map(entry -> entry.period().grantedAt())
                    .orElse(null)));
  }

  @Override
  public GraceState look(GraceRequest request, Instant now) {
    return request.window().isShut()
        ? GraceState.OFF
        : table
            .call(rows -> rows.find(request.key()))
            .map(entry -> entry.state(request, now))
            .orElse(GraceState.NONE);
  }

  @Override
  public void grant(GraceRequest request, String config, Instant now) {
    if (request.isPossible()) {
      GraceEntry entry = GraceEntry.opened(request, config, request.window().opened(now));
      mfaTimes.put(request.key(), entry.period().grantedAt());
      persistently(
          () -> table.call(rows -> rows.replace(request.key(), entry)) || insert(request, entry));
    }
  }

  /** In a transaction of its own, since some databases allow nothing more after a collision. */
  private boolean insert(GraceRequest request, GraceEntry entry) {
    return table.call(
        rows -> {
          rows.insert(request.key(), entry);
          return true;
        });
  }

  @Override
  public boolean endAll(String realmId, String userId) {
    mfaTimes.invalidateAll();
    return end(rows -> rows.endAll(realmId, userId));
  }

  @Override
  public boolean endRealm(String realmId) {
    return end(rows -> rows.endRealm(realmId));
  }

  private boolean end(Function<GraceTable, Integer> work) {
    return persistently(() -> table.call(work) >= 0);
  }

  @Override
  public boolean holdsAny(String realmId, String userId) {
    return table.call(rows -> rows.holdsAny(realmId, userId));
  }

  /** At most the {@value #MAX_LISTED} newest. */
  @Override
  public List<GraceGrant> list(String realmId, Optional<String> userId, Instant now) {
    return table.call(rows -> rows.list(realmId, userId, now, MAX_LISTED)).stream()
        .map(GraceEntry::grant)
        .toList();
  }

  /** Removes what has expired, in short transactions, and not without end. */
  void sweep(Instant now) {
    for (int batch = 0; batch < MAX_BATCHES; batch++) {
      if (table.call(rows -> rows.sweep(now, BATCH_SIZE)) < BATCH_SIZE) {
        return;
      }
    }
  }

  /** Collisions and deadlocks with other nodes pass when the work is done again. */
  private static boolean persistently(Supplier<Boolean> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return work.get();
      } catch (RuntimeException collision) {
        if (attempt == ATTEMPTS) {
          throw collision;
        }
      }
    }
  }
}
