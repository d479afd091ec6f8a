package io.github.keycloakduo.authentication;

import io.github.keycloakduo.authentication.Progress.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a waiting page has to go on waiting. Tells nothing of the verdict, and costs no call to
 * Duo.
 *
 * @param done the page should ask the login what to do next
 */
public record WaitStatus(boolean done, Duration left) {
  private static final WaitStatus DONE = new WaitStatus(true, Duration.ZERO);

  /** Looks at what the nodes know. */
  public static WaitStatus of(Progress progress, Challenges challenges, Instant now) {
    Phase phase = progress.phase();
    if (phase instanceof Phase.Contacting contacting) {
      return of(challenges.find(contacting.challengeId()), contacting.deadline(), now);
    }
    if (phase instanceof Phase.Exchanging exchanging) {
      return PromptCodeExchange.isLost(challenges, exchanging, now)
          ? DONE
          : of(challenges.find(exchanging.challengeId()), exchanging.deadline(), now);
    }
    if (phase instanceof Phase.Waiting waiting) {
      Optional<ChallengeState> state = challenges.find(waiting.challengeId());
      boolean lost =
          FactorMonitor.isLost(challenges, waiting, state.flatMap(ChallengeState::txid), now);
      return lost ? DONE : of(state, waiting.deadline(), now);
    }
    return DONE;
  }

  private static WaitStatus of(Optional<ChallengeState> state, Instant deadline, Instant now) {
    boolean over = state.filter(known -> known.isOver(now)).isPresent() || !now.isBefore(deadline);
    return over ? DONE : new WaitStatus(false, Duration.between(now, deadline));
  }
}
