package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.policy.FailureStage;
import io.github.keycloakduo.settings.FailMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** Asks Duo what a user may do, and finds out later what it said. */
final class PreauthCall {
  private static final FailMode CLOSED = new FailMode(false, false);

  private final Challenges challenges;
  private final Clock clock;
  private final Delay pause;

  PreauthCall(Challenges challenges, Clock clock, Delay pause) {
    this.challenges = challenges;
    this.clock = clock;
    this.pause = pause;
  }

  /** What is asked; asking it has no effect at Duo. */
  @FunctionalInterface
  interface Question {
    CompletableFuture<Verdict> ask(DuoCalls talk, FailureStage stage, Instant deadline);
  }

  /** Asks; the state has a verdict if Duo was quick. */
  ChallengeState begin(Turn turn, Question question) {
    Instant deadline = clock.instant().plus(turn.visit().terms().timeout());
    FailMode failMode = turn.visit().settings().failMode();
    return ask(turn, question, UUID.randomUUID().toString(), deadline, failMode);
  }

  /**
   * Looks; asks again if another node has asked, which may have gone, since asking has no effect at
   * Duo.
   */
  ChallengeState look(Turn turn, Progress.Phase.Contacting contacting, Question question) {
    Optional<ChallengeState> found = challenges.find(contacting.challengeId());
    if (found.flatMap(ChallengeState::verdict).isPresent()) {
      return found.get();
    }
    Optional<Challenge> here = challenges.here(contacting.challengeId());
    if (here.isPresent()) {
      turn.patience().await(here.get().verdict());
      return here.get().state();
    }
    if (clock.instant().isBefore(contacting.deadline())) {
      FailMode failMode = late(turn.visit(), contacting.deadline());
      return ask(turn, question, contacting.challengeId(), contacting.deadline(), failMode);
    }
    return begun(turn.visit(), contacting.challengeId(), contacting.deadline())
        .ended(Verdict.Decided.of(Outcome.UNREACHABLE, "nothing was heard of the request to Duo"));
  }

  /**
   * Opens only if the probe still has the time that is meant for it: in the last moment even a Duo
   * that is well seems to be out of reach, and the user can choose that moment.
   */
  private FailMode late(Visit visit, Instant deadline) {
    Duration left = Duration.between(clock.instant(), deadline);
    Duration meant = DuoCalls.probeTime(visit.terms().timeout());
    return DuoCalls.probeTime(left).compareTo(meant) < 0 ? CLOSED : visit.settings().failMode();
  }

  private ChallengeState ask(
      Turn turn, Question question, String id, Instant deadline, FailMode failMode) {
    Visit visit = turn.visit();
    FailureStage stage =
        turn.progress().factorStarted() ? FailureStage.FACTOR : FailureStage.BEFORE_FACTOR;
    DuoCalls talk = new DuoCalls(visit.duo(), failMode, clock, pause);
    Challenge challenge =
        challenges.begin(
            begun(visit, id, deadline), running -> question.ask(talk, stage, deadline));
    turn.patience().await(challenge.verdict());
    if (challenge.state().verdict().isEmpty()) {
      challenges.share(challenge);
    }
    return challenge.state();
  }

  private static ChallengeState begun(Visit visit, String id, Instant deadline) {
    return ChallengeState.begun(id, visit.tab(), Optional.empty(), Optional.empty(), deadline);
  }
}
