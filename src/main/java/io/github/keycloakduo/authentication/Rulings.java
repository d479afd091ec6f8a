package io.github.keycloakduo.authentication;

import io.github.keycloakduo.authentication.Progress.Phase;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.policy.FactorOffer;
import java.net.URI;
import java.util.Optional;

/** What each outcome means for the way on. */
final class Rulings {
  private Rulings() {}

  static Reaction.AskFactor ask(
      Progress progress,
      Phase.Choosing choosing,
      FactorOffer offer,
      Optional<OutcomeDetails> refused,
      Optional<Reaction.Hint> hint) {
    FactorOffer shown = choosing.passcodeOnly() ? offer.passcodesOnly() : offer;
    return new Reaction.AskFactor(progress.in(choosing), shown, choosing.smsSent(), refused, hint);
  }

  /** The attempt is over; after trouble with the service it may begin anew. */
  static Reaction stop(Progress progress, OutcomeDetails ruling) {
    return stop(progress, ruling, Optional.empty());
  }

  private static Reaction stop(Progress progress, OutcomeDetails ruling, Optional<URI> portal) {
    boolean mayTryAgain =
        ruling.outcome().isUnavailability() || ruling.outcome() == Outcome.CANCELLED;
    Phase next = mayTryAgain ? new Phase.Fresh() : new Phase.Ended(ruling.outcome(), portal);
    return new Reaction.Stop(progress.in(next), ruling, portal, true);
  }

  /** The way on after a verdict that leaves nothing to choose. */
  static Reaction decided(
      Progress progress, Verdict verdict, Optional<Factor> factor, ChallengeState state) {
    if (!(verdict instanceof Verdict.Decided decided)) {
      return stop(
          progress,
          OutcomeDetails.of(Outcome.DUO_ERROR, "a verdict that does not belong to the question"));
    }
    OutcomeDetails ruling = ruling(decided, factor, state);
    return decided.outcome().letsIn()
        ? new Reaction.Pass(progress, ruling)
        : stop(progress, ruling, decided.portal());
  }

  static OutcomeDetails tooManyGuesses() {
    return new OutcomeDetails(
        Outcome.WRONG_PASSCODE,
        Optional.of(Factor.PASSCODE),
        Optional.empty(),
        Optional.empty(),
        "Duo was not asked: "
            + PasscodeAttempts.LIMIT
            + " passcodes of the user were wrong within ten minutes");
  }

  static OutcomeDetails ruling(
      Verdict.Decided decided, Optional<Factor> factor, ChallengeState state) {
    // Duo may have begun to let the user pass without one only after the factor was chosen.
    Optional<Factor> shown = decided.outcome() == Outcome.BYPASS ? Optional.empty() : factor;
    return new OutcomeDetails(
        decided.outcome(), shown, state.txid(), state.deviceId(), decided.detail());
  }
}
