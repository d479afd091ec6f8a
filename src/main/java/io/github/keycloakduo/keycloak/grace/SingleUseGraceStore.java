package io.github.keycloakduo.keycloak.grace;

import io.github.keycloakduo.grace.GraceEntry;
import io.github.keycloakduo.grace.GraceGrant;
import io.github.keycloakduo.grace.GraceKey;
import io.github.keycloakduo.grace.GracePeriod;
import io.github.keycloakduo.grace.GraceRequest;
import io.github.keycloakduo.grace.GraceState;
import io.github.keycloakduo.grace.GraceStore;
import io.github.keycloakduo.mfa.StableHash;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.keycloak.models.SingleUseObjectProvider;

/**
 * Graces as single-use objects of Keycloak, without a table. A restart of all nodes loses them,
 * unless Keycloak itself keeps such objects in its database; that costs an MFA each.
 *
 * <p>Nothing is ever replaced, since that loses the lifespan and compares nothing. What must be
 * exact is done with {@code putIfAbsent}: each use is a slot, and the first free one is taken. A
 * user's graces belong to his epoch, so that removing one object ends them all.
 */
final class SingleUseGraceStore implements GraceStore {
  static final Duration LONGEST = Duration.ofDays(30);

  private final OwnTransaction<SingleUseObjectProvider> store;

  SingleUseGraceStore(OwnTransaction<SingleUseObjectProvider> store) {
    this.store = store;
  }

  private <T> T call(Function<GraceObjects, T> work) {
    return store.call(objects -> work.apply(new GraceObjects(objects)));
  }

  @Override
  public boolean use(GraceRequest claim, Instant now) {
    return claim.isPossible()
        && call(
            objects ->
                find(objects, claim.key())
                    .filter(grace -> grace.entry().state(claim, now).holds())
                    .filter(grace -> take(objects, claim, grace, now))
                    .isPresent());
  }

  private static boolean take(
      GraceObjects objects, GraceRequest claim, GraceNotes grace, Instant now) {
    GracePeriod span = grace.entry().span();
    // The last use tells a slot below which all are taken; others may be on their way, too.
    for (int use = span.uses(); use < claim.window().reuseLimit(); use++) {
      if (objects.take(grace, use, now)) {
        objects.move(grace, claim.window().used(counted(span, use), now), now);
        return true;
      }
    }
    return false;
  }

  @Override
  public Optional<Instant> mfaAt(GraceKey key) {
    return call(objects -> find(objects, key)).map(grace -> grace.entry().span().grantedAt());
  }

  @Override
  public GraceState look(GraceRequest claim, Instant now) {
    return claim.window().isShut()
        ? GraceState.OFF
        : call(
            objects ->
                find(objects, claim.key())
                    .map(grace -> counted(objects, grace).state(claim, now))
                    .orElse(GraceState.NONE));
  }

  @Override
  public void grant(GraceRequest claim, String config, Instant now) {
    if (claim.isPossible()) {
      Instant since = now.truncatedTo(ChronoUnit.MILLIS);
      GracePeriod span = claim.window().atMost(LONGEST).opened(since);
      call(
          objects -> {
            String epoch = objects.epochUntil(owner(claim.key()), span.hardEnd(), since);
            GraceEntry entry = GraceEntry.opened(claim, config, span);
            GraceNotes grace = new GraceNotes(entry, UUID.randomUUID().toString(), epoch);
            objects.put(claim.key().hash(), grace, since);
            return true;
          });
    }
  }

  @Override
  public boolean endAll(String realmId, String userId) {
    return call(
        objects -> {
          objects.endEpoch(owner(realmId, userId));
          return true;
        });
  }

  /** Nothing to do: the stamp covers a logout of all, and ids of realms do not come back. */
  @Override
  public boolean endRealm(String realmId) {
    return true;
  }

  @Override
  public boolean holdsAny(String realmId, String userId) {
    return call(objects -> objects.epoch(owner(realmId, userId)).isPresent());
  }

  @Override
  public List<GraceGrant> list(String realmId, Optional<String> userId, Instant now) {
    String user =
        userId.orElseThrow(
            () ->
                new UnsupportedOperationException(
                    "grace-store=single-use-objects can only list the graces of one user"));
    return call(objects -> list(objects, owner(realmId, user), now));
  }

  private static List<GraceGrant> list(GraceObjects objects, String owner, Instant now) {
    return objects.epoch(owner).stream()
        .flatMap(objects::listed)
        .flatMap(key -> objects.find(key, owner).stream())
        .map(grace -> counted(objects, grace).grant())
        .filter(grant -> now.isBefore(grant.expiresAt()))
        .sorted(Comparator.comparing(GraceGrant::grantedAt).reversed())
        .toList();
  }

  private static Optional<GraceNotes> find(GraceObjects objects, GraceKey key) {
    return objects.find(key.hash(), owner(key));
  }

  /** The last use may be one of several at once; the slots tell. */
  private static GraceEntry counted(GraceObjects objects, GraceNotes grace) {
    int uses = grace.entry().span().uses();
    while (objects.isTaken(grace, uses)) {
      uses++;
    }
    return grace.entry().with(counted(grace.entry().span(), uses));
  }

  private static GracePeriod counted(GracePeriod span, int uses) {
    return new GracePeriod(
        span.grantedAt(), span.lastUsedAt(), span.softEnd(), span.hardEnd(), uses);
  }

  private static String owner(GraceKey key) {
    return owner(key.realmId(), key.userId());
  }

  private static String owner(String realmId, String userId) {
    return StableHash.of(List.of(realmId, userId));
  }
}
