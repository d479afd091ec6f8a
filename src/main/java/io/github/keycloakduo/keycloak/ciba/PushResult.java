package io.github.keycloakduo.keycloak.ciba;

import io.github.keycloakduo.authentication.NextStep;
import io.github.keycloakduo.authentication.OutcomeDetails;
import io.github.keycloakduo.authentication.Reaction;
import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Outcome;
import java.util.Optional;

/**
 * What came of a push.
 *
 * @param identity the Duo identity, once it is known
 */
record PushResult(Kind kind, OutcomeDetails ruling, Optional<String> identity) {
  /** What it means for the client. */
  enum Kind {
    /** Tokens. */
    APPROVED,
    /** No tokens, and it is told so. */
    REFUSED,
    /** The request lives on until it expires. */
    UNANSWERED
  }

  /** A refusal of ours. */
  static PushResult refused(Outcome outcome, String detail) {
    return refused(OutcomeDetails.of(outcome, detail), Optional.empty());
  }

  static PushResult refused(OutcomeDetails ruling, Optional<DuoUsername> identity) {
    Kind kind = ruling.outcome() == Outcome.PUSH_TIMEOUT ? Kind.UNANSWERED : Kind.REFUSED;
    return new PushResult(kind, ruling, identity.map(DuoUsername::name));
  }

  /** How the login went on, once there was nothing left to wait for. */
  static PushResult of(NextStep step) {
    if (step instanceof NextStep.Finish finish) {
      // Nothing else has got past the assurance; should it ever, it is no proof here.
      return finish.ruling().outcome() == Outcome.APPROVED
          ? new PushResult(Kind.APPROVED, finish.ruling(), finish.identity().map(DuoUsername::name))
          : refused(Outcome.DUO_ERROR, "a login by push ended without a factor");
    }
    if (step instanceof NextStep.Refuse refuse) {
      return refused(refuse.ruling(), refuse.identity());
    }
    if (step instanceof NextStep.Talk talk) {
      return refused(ruling(talk.reaction()), talk.identity());
    }
    return refused(Outcome.CONFIG_ERROR, CibaConfig.QUESTIONS);
  }

  private static OutcomeDetails ruling(Reaction reaction) {
    if (reaction instanceof Reaction.Stop stop) {
      return stop.ruling();
    }
    if (reaction instanceof Reaction.AskFactor ask && ask.refused().isPresent()) {
      return ask.refused().get();
    }
    return OutcomeDetails.of(
        Outcome.RATE_LIMITED, "another push to this user may still be under way");
  }
}
