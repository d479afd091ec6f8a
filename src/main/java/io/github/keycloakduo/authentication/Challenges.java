package io.github.keycloakduo.authentication;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The challenges that this node runs, with a view of those of other nodes. One that runs is kept
 * until its call to Duo has ended; one that has ended, until a login has fetched its result.
 */
public final class Challenges {
  /** How long a result waits to be picked up after its deadline. */
  static final Duration KEEP_AFTER_DEADLINE = Duration.ofMinutes(1);

  /**
   * After this, a call that no node has published was never made, or its node has died. One that
   * was published may take until its deadline, however slow node or Duo are: neither a code nor a
   * push must go out twice.
   */
  static final Duration PUBLICATION_TIMEOUT = Duration.ofSeconds(6);

  /** No challenge is known any longer. */
  static final Duration MAX_LIFE = Duration.ofMinutes(10).plus(KEEP_AFTER_DEADLINE);

  /** A login that comes later finds the result in the store. */
  private static final Duration KEEP_ENDED = Duration.ofMinutes(1);

  private static final int MAX_ENDED = 100_000;

  private final Map<String, Challenge> running = new ConcurrentHashMap<>();
  private final Cache<String, Challenge> ended =
      Caffeine.newBuilder().expireAfterWrite(KEEP_ENDED).maximumSize(MAX_ENDED).build();
  private final AtomicInteger pending = new AtomicInteger();
  private final ChallengeStore store;
  private final Executor executor;
  private final Clock clock;

  /**
   * No challenge yet.
   *
   * @param executor runs what may touch Keycloak; never an event loop
   */
  public Challenges(ChallengeStore store, Executor executor, Clock clock) {
    this.store = store;
    this.executor = executor;
    this.clock = clock;
  }

  /** Runs what may touch Keycloak. */
  Executor executor() {
    return executor;
  }

  /** How many factors that contact a device wait for an answer on this node. */
  public int pending() {
    return pending.get();
  }

  /** How many challenges of all kinds run on this node. */
  public int running() {
    return running.size();
  }

  /** What is known of a challenge, here or elsewhere. Costs no call to Duo. */
  public Optional<ChallengeState> find(String id) {
    Optional<Challenge> here = here(id);
    if (here.isEmpty()) {
      return store.find(id);
    }
    ChallengeState known = here.get().state();
    // The node that began it may be alive after all and know the end.
    return here.get().isAdopted() && known.result().isEmpty()
        ? store
            .find(id)
            .filter(elsewhere -> elsewhere.result().isPresent())
            .or(() -> Optional.of(known))
        : Optional.of(known);
  }

  /** Whether a challenge is known to be over. */
  boolean hasEnded(String id) {
    Instant now = clock.instant();
    return find(id).filter(known -> known.isOver(now)).isPresent();
  }

  /**
   * Forgets a challenge whose result a login has fetched. Who asks for it once more, as after a
   * double click, finds what was published.
   */
  void forget(String id) {
    here(id).filter(Challenge::isKnownElsewhere).ifPresent(fetched -> ended.invalidate(id));
  }

  /**
   * Begins a challenge and its call to Duo.
   *
   * @param decided makes a result of an error of our own
   */
  <R extends ChallengeResult> Challenge begin(
      ChallengeState begun,
      Function<Challenge, CompletableFuture<R>> call,
      Function<DuoDecision, R> decided) {
    return begin(begun, call, decided, false);
  }

  /**
   * Goes on with a challenge of another node. What the store says of it stays until the end.
   *
   * @param decided makes a result of an error of our own
   */
  <R extends ChallengeResult> Challenge adopt(
      ChallengeState orphan,
      Function<Challenge, CompletableFuture<R>> call,
      Function<DuoDecision, R> decided) {
    return begin(orphan, call, decided, true);
  }

  private <R extends ChallengeResult> Challenge begin(
      ChallengeState begun,
      Function<Challenge, CompletableFuture<R>> call,
      Function<DuoDecision, R> decided,
      boolean adopted) {
    Challenge challenge =
        new Challenge(begun, changed -> executor.execute(() -> publish(changed)), adopted);
    running.put(begun.id(), challenge);
    boolean contacts = begun.factor().filter(Factor::contactsDevice).isPresent();
    if (contacts) {
      pending.incrementAndGet();
    }
    CompletableFuture.completedFuture(challenge)
        .thenCompose(call)
        .exceptionally(error -> decided.apply(internalError(error)))
        .thenAccept(
            result -> {
              if (contacts) {
                pending.decrementAndGet();
              }
              ended.put(begun.id(), challenge);
              challenge.end(result);
              running.remove(begun.id(), challenge);
            });
    return challenge;
  }

  private static DuoDecision internalError(Throwable error) {
    return DuoDecision.of(Outcome.DUO_ERROR, "our own mistake: " + describe(error));
  }

  /** Its kind and place: what an exception says may quote what was being worked on. */
  private static String describe(Throwable error) {
    Throwable inner = error instanceof CompletionException ? error.getCause() : error;
    Throwable cause = inner == null ? error : inner;
    String place =
        Stream.of(cause.getStackTrace()).map(frame -> " at " + frame).findFirst().orElse("");
    return cause.getClass().getName() + place;
  }

  /** The challenge, if this node runs it, or has run it and nobody has fetched its result. */
  Optional<Challenge> here(String id) {
    return Optional.ofNullable(running.get(id))
        .or(() -> Optional.ofNullable(ended.getIfPresent(id)));
  }

  /** When a challenge that this node runs has its result; never fails. Empty for all others. */
  public Optional<CompletableFuture<Void>> over(String id) {
    return here(id).map(challenge -> challenge.result().thenApply(result -> null));
  }

  /** From now on other nodes see the challenge too. */
  void share(Challenge challenge) {
    challenge.share();
    publish(challenge);
  }

  private void publish(Challenge challenge) {
    challenge.show(
        state -> {
          store.publish(state, state.left(clock.instant()).plus(KEEP_AFTER_DEADLINE));
          challenge.published(state);
        });
  }
}
