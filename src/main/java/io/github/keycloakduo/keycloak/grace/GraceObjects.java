package io.github.keycloakduo.keycloak.grace;

import io.github.keycloakduo.grace.GracePeriod;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.keycloak.models.SingleUseObjectProvider;

/** The single-use objects that make up graces: their names, what is in them, how long they live. */
final class GraceObjects {
  private static final String GRACE = "duo.grace.";
  private static final String LAST_USE = "duo.grace.last.";
  private static final String SLOT = "duo.grace.slot.";
  private static final String EPOCH = "duo.grace.epoch.";
  private static final String INDEX = "duo.grace.index.";
  private static final String LISTED = "1";

  /** Objects live a little longer than they count, so that no use is forgotten before its grace. */
  private static final Duration MARGIN = Duration.ofMinutes(1);

  private final SingleUseObjectProvider store;

  GraceObjects(SingleUseObjectProvider store) {
    this.store = store;
  }

  /** The grace of a key, unless its owner's epoch has ended. */
  Optional<GraceNotes> find(String key, String owner) {
    Optional<String> epoch = epoch(owner);
    return Optional.ofNullable(store.get(GRACE + key))
        .flatMap(GraceNotes::read)
        .filter(grace -> epoch.equals(Optional.of(grace.epoch())))
        .map(
            grace -> {
              Map<String, String> last = store.get(LAST_USE + grace.nonce());
              return last == null ? grace : grace.used(last);
            });
  }

  /** A new grace, in place of what the key had. */
  void put(String key, GraceNotes grace, Instant now) {
    GracePeriod span = grace.entry().span();
    long lifespan = lifespan(span.hardEnd(), now);
    store.put(GRACE + key, lifespan, grace.fixed());
    move(grace, span, now);
    // Two grants at once may forget one here; it counts all the same, and only is not listed.
    Map<String, String> listed = new HashMap<>();
    listed(grace.epoch()).forEach(known -> listed.put(known, LISTED));
    listed.put(key, LISTED);
    store.put(INDEX + grace.epoch(), lifespan, listed);
  }

  /** Remembers the last use. */
  void move(GraceNotes grace, GracePeriod span, Instant now) {
    store.put(LAST_USE + grace.nonce(), lifespan(span.softEnd(), now), GraceNotes.moving(span));
  }

  /** Takes the slot of one use; only one login in the cluster can. */
  boolean take(GraceNotes grace, int use, Instant now) {
    return store.putIfAbsent(slot(grace, use), lifespan(grace.entry().span().hardEnd(), now));
  }

  boolean isTaken(GraceNotes grace, int use) {
    return store.contains(slot(grace, use));
  }

  private static String slot(GraceNotes grace, int use) {
    return SLOT + grace.nonce() + "." + use;
  }

  /** The keys whose graces began in an epoch. */
  Stream<String> listed(String epoch) {
    Map<String, String> index = store.get(INDEX + epoch);
    return index == null
        ? Stream.empty()
        : index.keySet().stream().filter(key -> store.contains(GRACE + key));
  }

  Optional<String> epoch(String owner) {
    return Optional.ofNullable(store.get(EPOCH + owner)).map(notes -> notes.get("epoch"));
  }

  /**
   * The owner's epoch, if it lasts until then; otherwise a new one, which ends what he had. It is
   * never made to live longer, since that could bring back one that another node has just ended.
   */
  String epochUntil(String owner, Instant needed, Instant now) {
    Map<String, String> known = store.get(EPOCH + owner);
    String text = known == null ? "0" : known.getOrDefault("until", "0");
    if (known != null && Long.parseLong(text) >= needed.toEpochMilli()) {
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

  void endEpoch(String owner) {
    store.remove(EPOCH + owner);
  }

  private static long lifespan(Instant end, Instant now) {
    return Duration.between(now, end).plus(MARGIN).toSeconds();
  }
}
