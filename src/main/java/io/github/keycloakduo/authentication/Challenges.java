package io.github.keycloakduo.authentication;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.keycloakduo.mfa.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;

/** The challenges this node runs, and the way to those of other nodes. */
public final class Challenges {
  /** How long a verdict waits to be picked up after its deadline. */
  static final Duration KEEP_AFTER_DEADLINE = Duration.ofMinutes(1);

  /** No challenge is known any longer. */
  static final Duration LONGEST_LIFE = Duration.ofMinutes(10).plus(KEEP_AFTER_DEADLINE);

  private static final int MOST = 100_000;

  private final Cache<String, Challenge> local =
      Caffeine.newBuilder().expireAfterWrite(LONGEST_LIFE).maximumSize(MOST).build();
  private final AtomicInteger pending = new AtomicInteger();
  private final ChallengeStore board;
  private final Executor executor;
  private final Clock clock;

  /**
   * No challenge yet.
   *
   * @param executor runs what may touch Keycloak; never an event loop
   */
  public Challenges(ChallengeStore board, Executor executor, Clock clock) {
    this.board = board;
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

  /** What is known of a challenge, here or elsewhere. Costs no call to Duo. */
  public Optional<ChallengeState> find(String id) {
    Challenge here = local.getIfPresent(id);
    if (here == null) {
      return board.find(id);
    }
    ChallengeState known = here.state();
    // Who began it may be alive after all and have heard the end.
    return here.isAdopted() && known.verdict().isEmpty()
        ? board
            .find(id)
            .filter(elsewhere -> elsewhere.verdict().isPresent())
            .or(() -> Optional.of(known))
        : Optional.of(known);
  }

  /** Begins a challenge and its talk with Duo. */
  Challenge begin(ChallengeState begun, Function<Challenge, CompletableFuture<Verdict>> talk) {
    return begin(begun, talk, false);
  }

  /** Goes on with a challenge of another node. What the board says of it stays until the end. */
  Challenge adopt(ChallengeState orphan, Function<Challenge, CompletableFuture<Verdict>> talk) {
    return begin(orphan, talk, true);
  }

  private Challenge begin(
      ChallengeState begun, Function<Challenge, CompletableFuture<Verdict>> talk, boolean adopted) {
    Challenge challenge =
        new Challenge(begun, changed -> executor.execute(() -> publish(changed)), adopted);
    local.put(begun.id(), challenge);
    boolean contacts = begun.factor().filter(factor -> factor.contactsDevice()).isPresent();
    if (contacts) {
      pending.incrementAndGet();
    }
    CompletableFuture.completedFuture(challenge)
        .thenCompose(talk)
        .exceptionally(
            mistake -> Verdict.Decided.of(Outcome.DUO_ERROR, "our own mistake: " + name(mistake)))
        .thenAccept(
            verdict -> {
              if (contacts) {
                pending.decrementAndGet();
              }
              challenge.end(verdict);
            });
    return challenge;
  }

  /** Its kind and place: what an exception says may quote what was being worked on. */
  private static String name(Throwable mistake) {
    Throwable inner = mistake instanceof CompletionException ? mistake.getCause() : mistake;
    Throwable cause = inner == null ? mistake : inner;
    String place =
        Stream.of(cause.getStackTrace()).map(frame -> " at " + frame).findFirst().orElse("");
    return cause.getClass().getName() + place;
  }

  /** The challenge, if this node runs it. */
  Optional<Challenge> here(String id) {
    return Optional.ofNullable(local.getIfPresent(id));
  }

  /** When a challenge that this node runs has its verdict; never fails. Empty for all others. */
  public Optional<CompletableFuture<Void>> over(String id) {
    return here(id).map(challenge -> challenge.verdict().thenApply(verdict -> null));
  }

  /** From now on other nodes see the challenge too. */
  void share(Challenge challenge) {
    challenge.share();
    publish(challenge);
  }

  private void publish(Challenge challenge) {
    challenge.show(
        state -> board.publish(state, state.left(clock.instant()).plus(KEEP_AFTER_DEADLINE)));
  }
}
