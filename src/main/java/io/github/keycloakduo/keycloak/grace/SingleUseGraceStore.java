package io.github.keycloakduo.keycloak.grace;

import io.github.keycloakduo.grace.GraceClaim;
import io.github.keycloakduo.grace.GraceEntry;
import io.github.keycloakduo.grace.GraceGrant;
import io.github.keycloakduo.grace.GraceSpan;
import io.github.keycloakduo.grace.GraceState;
import io.github.keycloakduo.grace.GraceStore;
import io.github.keycloakduo.mfa.StableHash;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
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

  private static final String GRACE = "duo.grace.";
  private static final String LAST_USE = "duo.grace.last.";
  private static final String SLOT = "duo.grace.slot.";
  private static final String EPOCH = "duo.grace.epoch.";
  private static final String INDEX = "duo.grace.index.";
  private static final String LISTED = "1";

  /** Objects live a little longer than they count, so that no use is forgotten before its grace. */
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private final OwnTransaction<SingleUseObjectProvider> objects;

  SingleUseGraceStore(OwnTransaction<SingleUseObjectProvider> objects) {
    this.objects = objects;
  }

  @Override
  public Optional<Used> use(GraceClaim claim, Instant now) {
    return claim.isPossible()
        ? objects.call(store -> find(store, claim).flatMap(grace -> use(store, claim, grace, now)))
        : Optional.empty();
  }

  private static Optional<Used> use(
      SingleUseObjectProvider store, GraceClaim claim, GraceNotes grace, Instant now) {
    if (!grace.entry().state(claim, now).holds()) {
      return Optional.empty();
    }
    GraceSpan span = grace.entry().span();
    int taken = span.uses();
    while (!store.putIfAbsent(slot(grace, taken), lifespan(span.hardEnd(), now))) {
      taken++;
      if (taken >= claim.window().reuseLimit()) {
        return Optional.empty();
      }
    }
    GraceSpan found =
        new GraceSpan(span.grantedAt(), span.lastUsedAt(), span.softEnd(), span.hardEnd(), taken);
    keep(store, grace, claim.window().used(found, now), now);
    return Optional.of(new Used(span.grantedAt()));
  }

  @Override
  public GraceState look(GraceClaim claim, Instant now) {
    if (claim.window().isShut()) {
      return GraceState.OFF;
    }
    return objects.call(
        store ->
            find(store, claim)
                .map(grace -> counted(store, grace).state(claim, now))
                .orElse(GraceState.NONE));
  }

  @Override
  public void grant(GraceClaim claim, String config, Instant now) {
    if (claim.isPossible()) {
      objects.call(store -> put(store, claim, config, now.truncatedTo(ChronoUnit.MILLIS)));
    }
  }

  private static boolean put(
      SingleUseObjectProvider store, GraceClaim claim, String config, Instant now) {
    GraceSpan span = claim.window().atMost(LONGEST).opened(now);
    String owner = owner(claim.key().realmId(), claim.key().userId());
    String epoch = epoch(store, owner, span.hardEnd(), now);
    GraceEntry entry = GraceEntry.opened(claim, config, span);
    GraceNotes grace = new GraceNotes(entry, UUID.randomUUID().toString(), epoch);
    long lifespan = lifespan(span.hardEnd(), now);
    store.put(GRACE + claim.key().hash(), lifespan, grace.fixed());
    keep(store, grace, span, now);
    // Two grants at once may forget one here; it counts all the same, and only is not listed.
    Map<String, String> listed = new HashMap<>();
    indexed(store, epoch).forEach(hash -> listed.put(hash, LISTED));
    listed.put(claim.key().hash(), LISTED);
    store.put(INDEX + epoch, lifespan, listed);
    return true;
  }

  /**
   * The user's epoch, if it outlives the grace; otherwise a new one, which ends what he had. It is
   * never made to live longer, since that could bring back one that another node has just ended.
   */
  private static String epoch(
      SingleUseObjectProvider store, String owner, Instant needed, Instant now) {
    Map<String, String> known = store.get(EPOCH + owner);
    if (known != null
        && Long.parseLong(known.getOrDefault("until", "0")) >= needed.toEpochMilli()) {
      return known.getOrDefault("epoch", "");
    }
    String epoch = UUID.randomUUID().toString();
    // Four times as long as needed, so that a new one is seldom due.
    Instant until = now.plus(Duration.between(now, needed).multipliedBy(4));
    store.put(
        EPOCH + owner,
        lifespan(until, now),
        Map.of("epoch", epoch, "until", Long.toString(until.toEpochMilli())));
    return epoch;
  }

  @Override
  public boolean endAll(String realmId, String userId) {
    objects.call(store -> Optional.ofNullable(store.remove(EPOCH + owner(realmId, userId))));
    return true;
  }

  /** Nothing to do: the stamp covers a logout of all, and ids of realms do not come back. */
  @Override
  public boolean endRealm(String realmId) {
    return true;
  }

  @Override
  public boolean holdsAny(String realmId, String userId) {
    return objects.call(store -> store.get(EPOCH + owner(realmId, userId)) != null);
  }

  @Override
  public List<GraceGrant> list(String realmId, Optional<String> userId, Instant now) {
    String user =
        userId.orElseThrow(
            () ->
                new UnsupportedOperationException(
                    "grace-store=single-use-objects can only list the graces of one user"));
    return objects.call(store -> list(store, owner(realmId, user), now));
  }

  private static List<GraceGrant> list(SingleUseObjectProvider store, String owner, Instant now) {
    Map<String, String> epoch = store.get(EPOCH + owner);
    return epoch == null
        ? List.of()
        : indexed(store, epoch.getOrDefault("epoch", ""))
            .flatMap(hash -> find(store, hash, owner).stream())
            .map(grace -> counted(store, grace).grant())
            .filter(grant -> now.isBefore(grant.expiresAt()))
            .sorted(Comparator.comparing(GraceGrant::grantedAt).reversed())
            .toList();
  }

  private static Stream<String> indexed(SingleUseObjectProvider store, String epoch) {
    Map<String, String> index = store.get(INDEX + epoch);
    return index == null
        ? Stream.empty()
        : index.keySet().stream().filter(hash -> store.contains(GRACE + hash));
  }

  private static Optional<GraceNotes> find(SingleUseObjectProvider store, GraceClaim claim) {
    String owner = owner(claim.key().realmId(), claim.key().userId());
    return find(store, claim.key().hash(), owner);
  }

  private static Optional<GraceNotes> find(
      SingleUseObjectProvider store, String hash, String owner) {
    Map<String, String> epoch = store.get(EPOCH + owner);
    return Optional.ofNullable(store.get(GRACE + hash))
        .flatMap(GraceNotes::read)
        .filter(grace -> epoch != null && grace.epoch().equals(epoch.get("epoch")))
        .map(
            grace -> {
              Map<String, String> last = store.get(LAST_USE + grace.nonce());
              return last == null ? grace : grace.used(last);
            });
  }

  /** The last use may be one of several at once; the slots tell. */
  private static GraceEntry counted(SingleUseObjectProvider store, GraceNotes grace) {
    GraceSpan span = grace.entry().span();
    int uses = span.uses();
    while (store.contains(slot(grace, uses))) {
      uses++;
    }
    return grace
        .entry()
        .with(
            new GraceSpan(
                span.grantedAt(), span.lastUsedAt(), span.softEnd(), span.hardEnd(), uses));
  }

  private static void keep(
      SingleUseObjectProvider store, GraceNotes grace, GraceSpan span, Instant now) {
    store.put(LAST_USE + grace.nonce(), lifespan(span.softEnd(), now), GraceNotes.moving(span));
  }

  private static String slot(GraceNotes grace, int number) {
    return SLOT + grace.nonce() + "." + number;
  }

  private static String owner(String realmId, String userId) {
    return StableHash.of(List.of(realmId, userId));
  }

  private static long lifespan(Instant end, Instant now) {
    return Duration.between(now, end).plus(MARGIN).toSeconds();
  }
}
