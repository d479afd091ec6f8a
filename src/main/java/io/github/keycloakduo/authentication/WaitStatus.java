package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The status of a waiting page: whether it has to go on waiting. Tells nothing of the result, and
 * costs no call to Duo.
 *
 * @param done the page should ask the login what to do next
 */
public record WaitStatus(boolean done, Duration left) {
  private static final WaitStatus DONE = new WaitStatus(true, Duration.ZERO);

  /** Looks at what the nodes know. */
  public static WaitStatus of(LoginState state, Challenges challenges, Instant now) {
    return state
        .phase()
        .match(
            notStarted -> DONE,
            preauthRequired -> DONE,
            pending -> of(challenges.find(pending.challengeId()), pending.deadline(), now),
            pending -> {
              Optional<ChallengeState> known = challenges.find(pending.challengeId());
              return EnrolmentFlow.isNews(challenges, pending, known, now)
                  ? DONE
                  : of(known, pending.deadline(), now);
            },
            selection -> DONE,
            pending -> {
              Optional<ChallengeState> known = challenges.find(pending.challengeId());
              return FactorMonitor.isLost(challenges, pending, known, now)
                  ? DONE
                  : of(known, pending.deadline(), now);
            },
            prompt -> DONE,
            pending ->
                PromptCodeExchange.isLost(challenges, pending, now)
                    ? DONE
                    : of(challenges.find(pending.challengeId()), pending.deadline(), now),
            otherFactor -> DONE,
            questions -> DONE,
            finished -> DONE);
  }

  private static WaitStatus of(Optional<ChallengeState> challenge, Deadline deadline, Instant now) {
    boolean over = challenge.filter(known -> known.isOver(now)).isPresent() || deadline.isOver(now);
    return over ? DONE : new WaitStatus(false, deadline.left(now));
  }
}
