package io.github.keycloakduo.gateway;

import io.github.keycloakduo.authentication.LoginProgress;
import io.github.keycloakduo.authentication.Progress;
import io.github.keycloakduo.authentication.Reaction;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.policy.FactorOffer;

/**
 * Pushes that are confirmed with a code from the login page. Where there is no page, nobody could
 * ever confirm one.
 */
public final class VerifiedPushes {
  /** For the administrator. */
  public static final String WHY_NOT =
      "Duo demands a Verified Push, whose code cannot be shown without a page";

  private VerifiedPushes() {}

  /** Whether Duo wants one of the user who chooses a factor. */
  public static boolean areDemanded(LoginProgress progress) {
    return progress
        .talk()
        .map(Progress::phase)
        .filter(Progress.Phase.Choosing.class::isInstance)
        .map(Progress.Phase.Choosing.class::cast)
        .flatMap(choosing -> choosing.offer().verifiedPush())
        .isPresent();
  }

  static Reaction.AskFactor withoutPush(Reaction.AskFactor ask) {
    FactorOffer offer =
        new FactorOffer(
            ask.offer().configured().stream().filter(factor -> factor != Factor.PUSH).toList(),
            ask.offer().known());
    return new Reaction.AskFactor(ask.progress(), offer, ask.smsSent(), ask.refused(), ask.hint());
  }
}
