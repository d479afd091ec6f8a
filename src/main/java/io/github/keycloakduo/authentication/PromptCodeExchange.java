package io.github.keycloakduo.authentication;

import io.github.keycloakduo.authentication.Progress.Phase;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.Secret;
import io.github.keycloakduo.mfa.StableHash;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Takes a code to Duo, once for each visit to its page, over all nodes. */
final class PromptCodeExchange {
  /** After this a node that has the code has either asked Duo or died. */
  private static final Duration WITH_A_SILENT_NODE = Duration.ofSeconds(6);

  private final Challenges challenges;
  private final ChallengeStore board;
  private final Clock clock;
  private final Delay pause;

  PromptCodeExchange(Challenges challenges, ChallengeStore board, Clock clock, Delay pause) {
    this.challenges = challenges;
    this.board = board;
    this.clock = clock;
    this.pause = pause;
  }

  /** What is known, and where the login stands with it. */
  record Seen(Phase.Exchanging phase, ChallengeState state) {}

  /** Asks Duo, unless the answer to this visit was brought here before. */
  Seen begin(Turn turn, PromptDoor door, Phase.AtPrompt atPrompt, Secret code) {
    Visit visit = turn.visit();
    Instant now = clock.instant();
    Instant deadline = now.plus(visit.terms().timeout());
    // The same for all who bring the same answer: so a double click meets the running exchange.
    String id = StableHash.of(List.of("prompt", atPrompt.ticket().state().value()));
    Phase.Exchanging phase = new Phase.Exchanging(id, now, deadline, atPrompt.sentAgain());
    if (!board.claim("prompt." + id, UniversalPromptFlow.LONGEST_VISIT.plusMinutes(1))) {
      return new Seen(phase, look(turn, phase));
    }
    DuoCalls talk = new DuoCalls(visit.duo(), visit.settings().failMode(), clock, pause);
    Challenge challenge =
        challenges.begin(
            begun(visit, phase),
            running ->
                new PromptCalls(door.api(), talk, clock)
                    .exchange(code, atPrompt.ticket(), visit.settings().factors(), deadline));
    turn.patience().await(challenge.verdict());
    if (challenge.state().verdict().isEmpty()) {
      challenges.share(challenge);
    }
    return new Seen(phase, challenge.state());
  }

  /** Looks, and never asks again: a code is good once. */
  ChallengeState look(Turn turn, Phase.Exchanging phase) {
    challenges.here(phase.challengeId()).ifPresent(here -> turn.patience().await(here.verdict()));
    ChallengeState state =
        challenges.find(phase.challengeId()).orElseGet(() -> begun(turn.visit(), phase));
    return state.verdict().isEmpty() && isLost(challenges, phase, clock.instant())
        ? state.ended(Verdict.Decided.of(Outcome.UNREACHABLE, "Duo's answer was not heard"))
        : state;
  }

  /** The time is over, or nobody knows of the exchange any more. */
  static boolean isLost(Challenges challenges, Phase.Exchanging phase, Instant now) {
    boolean silent =
        now.isAfter(phase.since().plus(WITH_A_SILENT_NODE))
            && challenges.find(phase.challengeId()).isEmpty();
    return silent || !now.isBefore(phase.deadline());
  }

  private static ChallengeState begun(Visit visit, Phase.Exchanging phase) {
    return ChallengeState.begun(
        phase.challengeId(), visit.tab(), Optional.empty(), Optional.empty(), phase.deadline());
  }
}
