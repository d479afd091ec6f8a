package io.github.keycloakduo.authentication;

import io.github.keycloakduo.authentication.Progress.Phase;
import io.github.keycloakduo.mfa.Device;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.FactorRequest;
import io.github.keycloakduo.mfa.Secret;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Starts factors: at most one at a time for a browser and user, over all nodes. */
final class FactorStarter {
  private final Challenges challenges;
  private final ChallengeLock claims;
  private final PushRateLimit contacts;
  private final PasscodeAttemptLimiter guesses;
  private final Clock clock;
  private final Delay pause;

  FactorStarter(
      Challenges challenges, ChallengeLock claims, Quotas quotas, Clock clock, Delay pause) {
    this.challenges = challenges;
    this.claims = claims;
    this.contacts = quotas.contacts();
    this.guesses =
        new PasscodeAttemptLimiter(quotas.guesses(), challenges.executor(), clock, pause);
    this.clock = clock;
    this.pause = pause;
  }

  /** What came of an attempt to start. */
  sealed interface Result {
    /** It runs, here or in another tab or on another node. */
    record Running(Phase.Waiting waiting, ChallengeState state) implements Result {}

    /** The limit for pushes, calls and SMS is reached. */
    record LimitReached() implements Result {}

    /** Something was begun by somebody else and nothing more is known of it. */
    record Unknown() implements Result {}
  }

  /** Sends a code to Duo. */
  Result passcode(Turn turn, Phase.Choosing choosing, Secret code) {
    FactorRequest attempt = FactorRequests.passcode(turn.visit(), code);
    return claimed(
        turn,
        choosing,
        Factor.PASSCODE,
        Optional.empty(),
        challenge ->
            guesses.guess(
                turn.visit().login().userId(),
                challenge,
                () -> talk(turn.visit()).factor(attempt, Optional.empty(), challenge)));
  }

  /**
   * Has Duo contact a device.
   *
   * @param chosen by the user; else it is the one Duo itself would take, so that the page can name
   *     it
   */
  Result contact(Turn turn, Phase.Choosing choosing, Factor factor, Optional<Device> chosen) {
    Optional<Device> device =
        chosen.or(() -> AuthApiFlow.offer(turn, choosing).firstCapableOf(factor));
    return claimed(
        turn,
        choosing,
        factor,
        device,
        challenge ->
            new ContactTalk(turn, talk(turn.visit()), clock)
                .start(choosing, factor, device, challenge));
  }

  private Result claimed(
      Turn turn,
      Phase.Choosing choosing,
      Factor factor,
      Optional<Device> device,
      Function<Challenge, CompletableFuture<Verdict>> talk) {
    Visit visit = turn.visit();
    if (!claims.take(visit)) {
      Optional<ChallengeState> other = claims.holder(visit).flatMap(challenges::find);
      if (other.isEmpty()) {
        return new Result.Unknown();
      }
      if (!other.get().isOver(clock.instant())) {
        return joined(turn, choosing, factor, other.get());
      }
      claims.giveBack(visit, other.get().id());
      return claims.take(visit)
          ? begun(turn, choosing, factor, device, talk)
          : new Result.Unknown();
    }
    return begun(turn, choosing, factor, device, talk);
  }

  private Result joined(Turn turn, Phase.Choosing choosing, Factor asked, ChallengeState running) {
    Phase.Waiting waiting =
        new Phase.Waiting(
            running.id(),
            running.tab().equals(turn.visit().tab()),
            clock.instant(),
            running.deadline(),
            running.factor().orElse(asked),
            Optional.empty(),
            choosing);
    return new Result.Running(waiting, running);
  }

  private Result begun(
      Turn turn,
      Phase.Choosing choosing,
      Factor factor,
      Optional<Device> device,
      Function<Challenge, CompletableFuture<Verdict>> talk) {
    Visit visit = turn.visit();
    int limit = visit.settings().pushLimit();
    if (factor.contactsDevice() && !contacts.take(visit.login().userId(), limit)) {
      claims.drop(visit);
      return new Result.LimitReached();
    }
    Instant now = clock.instant();
    Instant deadline = now.plus(visit.terms().timeout());
    String id = UUID.randomUUID().toString();
    // Before Duo is asked: whoever loses the claim must find the winner.
    claims.holdFor(visit, id);
    Challenge challenge =
        challenges.begin(
            ChallengeState.begun(id, visit.tab(), Optional.of(factor), device, deadline),
            running -> judged(visit, talk.apply(running)));
    if (factor.contactsDevice()) {
      challenges.share(challenge);
    }
    if (factor == Factor.PUSH || factor == Factor.PHONE) {
      turn.patience().await(challenge.news());
    } else {
      turn.patience().await(challenge.verdict());
    }
    if (!factor.contactsDevice() && challenge.state().verdict().isEmpty()) {
      challenges.share(challenge);
    }
    return new Result.Running(
        new Phase.Waiting(id, true, now, deadline, factor, device, choosing), challenge.state());
  }

  /** Whether or not the browser comes back for the verdict, it has its consequences. */
  private CompletableFuture<Verdict> judged(Visit visit, CompletableFuture<Verdict> verdict) {
    return verdict.thenApplyAsync(
        known -> {
          if (known instanceof Verdict.Decided decided) {
            visit.heard().accept(decided.outcome());
          }
          return known;
        },
        challenges.executor());
  }

  /** Goes on waiting for a factor whose node has gone. Starts nothing. */
  ChallengeState adopt(Turn turn, ChallengeState orphan) {
    Visit visit = turn.visit();
    Challenge challenge =
        challenges.adopt(orphan, running -> judged(visit, talk(visit).follow(running)));
    turn.patience().await(challenge.verdict());
    return challenge.state();
  }

  private DuoCalls talk(Visit visit) {
    return new DuoCalls(visit.duo(), visit.settings().failMode(), clock, pause);
  }
}
