package io.github.keycloakduo.grace;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * A store of graces that takes a failure of another store for the absence of a grace, so that
 * logins go on with an MFA.
 */
public final class FailSafeGraceStore implements GraceStore {
  private final GraceStore store;
  private final BiConsumer<String, Throwable> report;

  /**
   * Wraps a store.
   *
   * @param report is told what could not be done, and why
   */
  public FailSafeGraceStore(GraceStore store, BiConsumer<String, Throwable> report) {
    this.store = store;
    this.report = report;
  }

  @Override
  public boolean use(GraceRequest request, Instant now) {
    return guarded("use a grace", () -> store.use(request, now), false);
  }

  @Override
  public Optional<Instant> mfaAt(GraceKey key) {
    return guarded("tell when an MFA was", () -> store.mfaAt(key), Optional.empty());
  }

  @Override
  public GraceState look(GraceRequest request, Instant now) {
    return guarded("look for a grace", () -> store.look(request, now), GraceState.UNKNOWN);
  }

  @Override
  public void grant(GraceRequest request, String config, Instant now) {
    guarded(
        "grant a grace",
        () -> {
          store.grant(request, config, now);
          return true;
        },
        false);
  }

  @Override
  public boolean endAll(String realmId, String userId) {
    return guarded("end the grace of a user", () -> store.endAll(realmId, userId), false);
  }

  @Override
  public boolean endRealm(String realmId) {
    return guarded("end the grace in a realm", () -> store.endRealm(realmId), false);
  }

  @Override
  public boolean holdsAny(String realmId, String userId) {
    return guarded("look for a grace to end", () -> store.holdsAny(realmId, userId), true);
  }

  @Override
  public List<GraceGrant> list(String realmId, Optional<String> userId, Instant now) {
    return store.list(realmId, userId, now);
  }

  private <T> T guarded(String what, Supplier<T> work, T otherwise) {
    try {
      return work.get();
    } catch (RuntimeException | LinkageError failure) {
      report.accept(what, failure);
      return otherwise;
    }
  }
}
