package io.github.keycloakduo.keycloak.step;

import io.github.keycloakduo.authentication.OutcomeDetails;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.PromptReport;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;

/** The events of a login: LOGIN and LOGIN_ERROR with the details of the outcome. */
public final class LoginEvents {
  private LoginEvents() {}

  /** Adds the details to the LOGIN event that Keycloak will write. */
  static void passed(
      AuthenticationFlowContext context, OutcomeDetails details, Optional<String> identity) {
    describe(context.getEvent(), details, identity);
  }

  /** Says in each event of a login from now on that it has enrolled the user. */
  public static void enrolled(AuthenticationFlowContext context) {
    context.getEvent().detail("duo_enrolled", "true");
  }

  /** Writes a LOGIN_ERROR event. */
  static void refused(
      AuthenticationFlowContext context, OutcomeDetails details, Optional<String> identity) {
    refused(context.getEvent().user(context.getUser()), details, identity);
  }

  /** Writes the error event of a login whose event this is. */
  public static void refused(
      EventBuilder event, OutcomeDetails details, Optional<String> identity) {
    describe(event, details, identity);
    if (!details.detail().isBlank()) {
      event.detail(Details.REASON, details.detail());
    }
    event.error(
        details.countsAsFailure()
            ? Errors.INVALID_USER_CREDENTIALS
            : "duo_" + details.outcome().id());
  }

  /**
   * Writes the error event of a login that Keycloak itself does not allow.
   *
   * @param error Keycloak's name for the reason
   */
  public static void locked(EventBuilder event, String error, Optional<String> identity) {
    describe(event, AccountLockout.OUTCOME, identity);
    event.detail(Details.REASON, AccountLockout.OUTCOME.detail()).error(error);
  }

  /** Adds the details that every event about the step carries. */
  public static void describe(
      EventBuilder event, OutcomeDetails details, Optional<String> identity) {
    event.detail("duo_outcome", details.outcome().id());
    details.factor().map(Factor::id).ifPresent(factor -> event.detail("duo_factor", factor));
    details.txid().ifPresent(txid -> event.detail("duo_txid", txid));
    details.deviceId().ifPresent(device -> event.detail("duo_device", device));
    identity.ifPresent(name -> event.detail("duo_identity", name));
    if (details.breakGlass()) {
      event.detail("duo_reason", details.detail());
    }
    details
        .report()
        .flatMap(PromptReport::factor)
        .ifPresent(word -> event.detail("duo_prompt_factor", word));
    details
        .report()
        .flatMap(PromptReport::clientIp)
        .ifPresent(address -> event.detail("duo_prompt_ip", address.text()));
  }
}
