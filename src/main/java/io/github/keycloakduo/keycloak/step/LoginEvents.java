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
      AuthenticationFlowContext context, OutcomeDetails ruling, Optional<String> identity) {
    describe(context.getEvent(), ruling, identity);
  }

  /** Writes a LOGIN_ERROR event. */
  static void refused(
      AuthenticationFlowContext context, OutcomeDetails ruling, Optional<String> identity) {
    refused(context.getEvent().user(context.getUser()), ruling, identity);
  }

  /** Writes the error event of a login whose event this is. */
  public static void refused(EventBuilder event, OutcomeDetails ruling, Optional<String> identity) {
    describe(event, ruling, identity);
    if (!ruling.detail().isBlank()) {
      event.detail(Details.REASON, ruling.detail());
    }
    event.error(
        ruling.outcome().countsAsFailure()
            ? Errors.INVALID_USER_CREDENTIALS
            : "duo_" + ruling.outcome().id());
  }

  /** Adds the details that every event about the step carries. */
  public static void describe(
      EventBuilder event, OutcomeDetails ruling, Optional<String> identity) {
    event.detail("duo_outcome", ruling.outcome().id());
    ruling.factor().map(Factor::id).ifPresent(factor -> event.detail("duo_factor", factor));
    ruling.txid().ifPresent(txid -> event.detail("duo_txid", txid));
    ruling.deviceId().ifPresent(device -> event.detail("duo_device", device));
    identity.ifPresent(name -> event.detail("duo_identity", name));
    ruling
        .report()
        .flatMap(PromptReport::factor)
        .ifPresent(word -> event.detail("duo_prompt_factor", word));
    ruling
        .report()
        .flatMap(PromptReport::clientIp)
        .ifPresent(address -> event.detail("duo_prompt_ip", address));
  }
}
