package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Outcome;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The decision who reports the outcome of a factor: the request of the login that comes for it or,
 * when none does within {@link #COLLECTION_TIME}, a node that has learnt it from Duo. Over all
 * nodes it is one of them.
 */
final class ResultReports {
  /** A waiting page asks every five seconds at least, and then needs some time for its request. */
  static final Duration COLLECTION_TIME = Duration.ofSeconds(5);

  /** What the owner of the device says is reported even if the push had been cancelled before. */
  private static final Set<Outcome> BY_OWNER = EnumSet.of(Outcome.DENIED, Outcome.FRAUD);

  private final Challenges challenges;
  private final ChallengeStore store;
  private final Delay delay;

  ResultReports(Challenges challenges, ChallengeStore store, Delay delay) {
    this.challenges = challenges;
    this.store = store;
    this.delay = delay;
  }

  /** Whether the caller has to report the outcome; if so, no other caller ever has. */
  boolean claim(String challengeId, Outcome outcome) {
    String key = key(challengeId, outcome);
    return challenges
        .here(challengeId)
        .map(here -> claim(here, key))
        .orElseGet(() -> claimInStore(key));
  }

  private boolean claim(Challenge challenge, String key) {
    // No other node knows of one that was not shared.
    return challenge.claim(key) && (!challenge.isShared() || claimInStore(key));
  }

  private boolean claimInStore(String key) {
    return store.tryLock(key, Challenges.MAX_LIFE);
  }

  private static String key(String challengeId, Outcome outcome) {
    return (BY_OWNER.contains(outcome) ? "refusal." : "report.") + challengeId;
  }

  /** Hands each outcome of a call for a factor to the listener, at once and if nobody comes. */
  CompletableFuture<FactorResult> follow(
      Challenge challenge,
      DuoUsername username,
      FactorListener listener,
      CompletableFuture<FactorResult> call) {
    return call.thenApplyAsync(
        result -> {
          decision(result).ifPresent(decision -> heard(challenge, username, listener, decision));
          return result;
        },
        challenges.executor());
  }

  private static Optional<DuoDecision> decision(FactorResult result) {
    return result.match(
        smsSent -> Optional.empty(),
        tooMany -> Optional.empty(),
        offerChanged -> Optional.empty(),
        decided -> Optional.of(decided.decision()));
  }

  private void heard(
      Challenge challenge, DuoUsername username, FactorListener listener, DuoDecision decision) {
    Outcome outcome = decision.outcome();
    OutcomeDetails details =
        OutcomeDetails.of(
            decision,
            challenge.state().factor(),
            challenge.state().txid(),
            challenge.state().deviceId());
    String key = key(challenge.state().id(), outcome);
    delay
        .of(COLLECTION_TIME)
        .thenRunAsync(
            () -> {
              if (claim(challenge, key)) {
                listener.onUncollected(details, username);
              }
            },
            challenges.executor());
    // Last: what fails in there must not keep the outcome from being reported.
    listener.onOutcome(outcome);
  }
}
