package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.FactorAnswer;
import io.github.keycloakduo.mfa.Outcome;

/** Says in the product's words what Duo answered to a factor. */
final class FactorVerdicts {
  private FactorVerdicts() {}

  static Verdict of(FactorAnswer answer, Factor factor) {
    if (answer instanceof FactorAnswer.Allowed allowed) {
      return Verdict.Decided.of(allowed.bypass() ? Outcome.BYPASS : Outcome.APPROVED, "");
    }
    if (answer instanceof FactorAnswer.Refused refused) {
      return Verdict.Decided.of(outcome(refused.reason(), factor), refused.message());
    }
    if (answer instanceof FactorAnswer.SmsSent && factor == Factor.SMS) {
      return new Verdict.SmsSent();
    }
    return Verdict.Decided.of(
        Outcome.DUO_ERROR, "Duo answered something that does not belong to the factor");
  }

  private static Outcome outcome(FactorAnswer.Refusal reason, Factor factor) {
    return switch (reason) {
      case FRAUD -> Outcome.FRAUD;
      case TIMEOUT -> Outcome.PUSH_TIMEOUT;
      case LOCKED_OUT -> Outcome.DUO_DENIED;
      case PASSCODE_USED -> factor == Factor.PASSCODE ? Outcome.PASSCODE_USED : Outcome.DENIED;
      case DENIED -> factor == Factor.PASSCODE ? Outcome.WRONG_PASSCODE : Outcome.DENIED;
    };
  }
}
