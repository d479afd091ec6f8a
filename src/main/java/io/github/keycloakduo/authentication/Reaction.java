package io.github.keycloakduo.authentication;

import io.github.keycloakduo.policy.FactorOffer;
import java.net.URI;
import java.util.Optional;

/** What the login does next. */
public sealed interface Reaction {
  /** Where the login stands after it. */
  Progress progress();

  /** The user gets in. */
  record Pass(Progress progress, OutcomeDetails ruling) implements Reaction {}

  /**
   * The user chooses a factor.
   *
   * @param refused what just went wrong, to be told as an event and on the page
   * @param hint told on the page in the place of what went wrong
   */
  record AskFactor(
      Progress progress,
      FactorOffer offer,
      boolean smsSent,
      Optional<OutcomeDetails> refused,
      Optional<Hint> hint)
      implements Reaction {}

  /** The user goes to Duo's own page. */
  record Leave(Progress progress, URI to) implements Reaction {
    @Override
    public String toString() {
      return "Leave[]";
    }
  }

  /** The user waits. */
  record AskPatience(Progress progress, ChallengeState challenge, boolean otherTab)
      implements Reaction {}

  /**
   * This attempt is over, or the service is out of order.
   *
   * @param news false when the user only looks again at what he was told before
   */
  record Stop(Progress progress, OutcomeDetails ruling, Optional<URI> portal, boolean news)
      implements Reaction {}

  /** A remark on the factor page that is no outcome. */
  enum Hint {
    /** A code was sent by SMS. */
    SMS_SENT,
    /** Nothing was typed and nothing can start by itself. */
    NOTHING_TYPED,
    /** It is unknown what became of the request; nothing is sent again without being asked for. */
    INTERRUPTED,
    /** Too many passcodes were wrong; none is tried for some minutes. */
    TOO_MANY_GUESSES,
    /** The factor is offered, but the chosen device cannot do it. */
    OTHER_DEVICE
  }
}
