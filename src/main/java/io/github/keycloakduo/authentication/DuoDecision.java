package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.Outcome;
import java.net.URI;
import java.util.Optional;

/**
 * The outcome of a call to Duo that leaves the user nothing to choose.
 *
 * @param detail one sentence for the administrator's log; may be empty
 * @param portal where to enrol, with {@link Outcome#NOT_ENROLLED}
 * @param duoWords what Duo wrote for the user, fit to be shown
 * @param asksOtherFactor whether Duo is proved to be out of reach, so that the user may be asked
 *     for another factor before the outcome holds
 */
public record DuoDecision(
    Outcome outcome,
    String detail,
    Optional<URI> portal,
    Optional<String> duoWords,
    boolean asksOtherFactor) {
  /** A decision that holds. */
  DuoDecision(Outcome outcome, String detail, Optional<URI> portal, Optional<String> duoWords) {
    this(outcome, detail, portal, duoWords, false);
  }

  static DuoDecision of(Outcome outcome, String detail) {
    return new DuoDecision(outcome, detail, Optional.empty(), Optional.empty());
  }

  /** The same, unless the user shows another factor. */
  DuoDecision unlessOtherFactor() {
    return new DuoDecision(outcome, detail, portal, duoWords, true);
  }

  /** A refusal of Duo's. */
  static DuoDecision byDuo(Outcome outcome, String message) {
    return new DuoDecision(outcome, message, Optional.empty(), words(message));
  }

  /** A message of Duo's, if it says anything. */
  static Optional<String> words(String message) {
    return Optional.of(message).filter(text -> !text.isBlank());
  }
}
