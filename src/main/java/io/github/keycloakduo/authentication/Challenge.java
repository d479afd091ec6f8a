package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.Deadline;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A call to Duo that this node runs in the background, such as the wait for a push. The call
 * updates it; requests look at it.
 */
final class Challenge {
  private final CompletableFuture<ChallengeState> news = new CompletableFuture<>();
  private final CompletableFuture<ChallengeResult> result = new CompletableFuture<>();
  private final Consumer<Challenge> onChange;
  private final Object showing = new Object();
  private final Set<String> claimed = new HashSet<>();
  private final boolean adopted;
  private volatile ChallengeState state;
  private volatile boolean shared;
  private volatile boolean abandoned;
  private volatile boolean endPublished;

  /**
   * Nothing is known yet.
   *
   * @param onChange called after each change once the challenge is shared
   */
  Challenge(ChallengeState begun, Consumer<Challenge> onChange) {
    this(begun, onChange, false);
  }

  /**
   * As another node left it, if adopted. Then it is shared already.
   *
   * @param onChange called after each change once the challenge is shared
   */
  Challenge(ChallengeState begun, Consumer<Challenge> onChange, boolean adopted) {
    this.state = begun;
    this.onChange = onChange;
    this.adopted = adopted;
    this.shared = adopted;
  }

  ChallengeState state() {
    return state;
  }

  synchronized void started(String txid, Optional<String> code) {
    changed(state.started(txid, code));
  }

  synchronized void enrolling(RunningEnrolment waiting, Deadline deadline) {
    changed(state.enrolling(waiting, deadline));
  }

  synchronized void end(ChallengeResult ended) {
    if (state.result().isEmpty()) {
      changed(state.ended(ended));
      result.complete(ended);
    }
  }

  private void changed(ChallengeState next) {
    state = next;
    news.complete(next);
    if (shared) {
      onChange.accept(this);
    }
  }

  /** From now on other nodes hear of each change. */
  void share() {
    shared = true;
  }

  /** Notes which state every node can see. */
  void published(ChallengeState seen) {
    endPublished = seen.result().isPresent();
  }

  /** Whether no other node needs this one to know the result. */
  boolean isKnownElsewhere() {
    return endPublished || !shared;
  }

  boolean isShared() {
    return shared;
  }

  /** Whether this is the first claim of that name on this node. */
  synchronized boolean claim(String name) {
    return claimed.add(name);
  }

  /** Hands over the newest state, one caller at a time: an older one cannot overtake a result. */
  void show(Consumer<ChallengeState> viewer) {
    synchronized (showing) {
      viewer.accept(state);
    }
  }

  /** Whether another node, which may still be alive, began it. */
  boolean isAdopted() {
    return adopted;
  }

  /** Nobody waits for it any more. */
  void abandon() {
    abandoned = true;
  }

  boolean isAbandoned() {
    return abandoned;
  }

  /** Never fails. */
  CompletableFuture<ChallengeResult> result() {
    return result;
  }

  /** Duo has started the factor, or the result is there. */
  CompletableFuture<ChallengeState> news() {
    return news;
  }
}
