package io.github.keycloakduo.challenge;

import io.github.keycloakduo.challenge.Progress.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a waiting page has to go on waiting. Tells nothing of the verdict, and costs no call to
 * Duo.
 *
 * @param done the page should ask the login what to do next
 */
public record Standing(boolean done, Duration left) {
  private static final Standing DONE = new Standing(true, Duration.ZERO);

  /** Looks at what the nodes know. */
  public static Standing of(Progress progress, Challenges challenges, Instant now) {
    Phase phase = progress.phase();
    if (phase instanceof Phase.Contacting contacting) {
      return of(challenges.find(contacting.challengeId()), contacting.deadline(), now);
    }
    if (phase instanceof Phase.Exchanging exchanging) {
      return PromptExchange.isLost(challenges, exchanging, now)
          ? DONE
          : of(challenges.find(exchanging.challengeId()), exchanging.deadline(), now);
    }
    if (phase instanceof Phase.Waiting waiting) {
      Optional<ChallengeState> state = challenges.find(waiting.challengeId());
      boolean lost =
          FactorWatch.isLost(challenges, waiting, state.flatMap(ChallengeState::txid), now);
      return lost ? DONE : of(state, waiting.deadline(), now);
    }
    return DONE;
  }

  private static Standing of(Optional<ChallengeState> state, Instant deadline, Instant now) {
    boolean over = state.filter(known -> known.isOver(now)).isPresent() || !now.isBefore(deadline);
    return over ? DONE : new Standing(false, Duration.between(now, deadline));
  }
}
