package io.github.keycloakduo.keycloak.gateway;

import io.github.keycloakduo.authentication.LoginResult;
import io.github.keycloakduo.authentication.LoginResult.Hint;
import io.github.keycloakduo.authentication.OutcomeDetails;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Outcome;
import java.util.Locale;
import java.util.Optional;

/**
 * The reason of an {@code mfa_required} error: what a gateway has to ask the person for before it
 * repeats the request.
 */
enum MfaRequiredReason {
  OTP("A second factor is required", "Type one-time password:"),
  QUESTION("An answer is required", ""),
  SMS_SENT("A passcode was sent by text message", "Enter passcode from text message:"),
  PASSCODE_USED(
      "The passcode has been used before", "This passcode has already been used. Enter a new one:"),
  PUSH_SENT("The answer to a request is awaited", "Approve the request on your device."),
  PUSH_PENDING(
      "A request from another sign-in is open",
      "A request from another sign-in is open on your device. Deny it if you did not start that"
          + " sign-in. Try again later, or type one-time password:");

  private final String description;
  private final String prompt;

  MfaRequiredReason(String description, String prompt) {
    this.description = description;
    this.prompt = prompt;
  }

  /** Why the login cannot go on yet; empty where it is over or the service is out of order. */
  static Optional<MfaRequiredReason> of(LoginResult result) {
    return result.match(
        authenticated -> Optional.empty(),
        MfaRequiredReason::of,
        otherFactor -> Optional.of(OTP).filter(asks -> otherFactor.rejected().isEmpty()),
        pending -> Optional.of(PUSH_SENT),
        redirect -> Optional.empty(),
        questions -> Optional.of(QUESTION),
        interaction -> Optional.empty(),
        rejected -> Optional.empty());
  }

  private static Optional<MfaRequiredReason> of(LoginResult.FactorRequired required) {
    Optional<Outcome> rejected = required.rejected().map(OutcomeDetails::outcome);
    if (rejected.filter(outcome -> outcome == Outcome.PASSCODE_USED).isPresent()) {
      return Optional.of(PASSCODE_USED);
    }
    boolean passcodeHelps =
        rejected.filter(outcome -> outcome == Outcome.PUSH_LIMIT).isPresent()
            && required.offer().includes(Factor.PASSCODE);
    boolean refused = rejected.isPresent() && !passcodeHelps;
    if (refused || is(Hint.INTERRUPTED, required)) {
      return Optional.empty();
    }
    if (is(Hint.PUSH_PENDING, required)) {
      return Optional.of(PUSH_PENDING);
    }
    return Optional.of(required.smsSent() ? SMS_SENT : OTP);
  }

  private static boolean is(Hint hint, LoginResult.FactorRequired required) {
    return required.hint().filter(given -> given == hint).isPresent();
  }

  /** The fixed word, such as {@code sms_sent}. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  String description() {
    return description;
  }

  /** What to show where nothing else is configured. */
  String prompt() {
    return prompt;
  }
}
