package io.github.keycloakduo.keycloak.step;

import io.github.keycloakduo.mfa.Outcome;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.forms.login.LoginFormsProvider;

/** The page that says how an attempt ended. */
public final class OutcomePage {
  private OutcomePage() {}

  /** The page about this outcome. */
  public static Response of(
      AuthenticationFlowContext context, HelpLinks help, Outcome outcome, Optional<URI> portal) {
    return of(context, help, outcome, Optional.empty(), portal);
  }

  /**
   * The page about this outcome.
   *
   * @param duoWords what Duo wrote for the user
   */
  public static Response of(
      AuthenticationFlowContext context,
      HelpLinks help,
      Outcome outcome,
      Optional<String> duoWords,
      Optional<URI> portal) {
    return of(context, help, outcome, duoWords, portal, false);
  }

  /** The page for a user whom Keycloak itself has locked; says no more than a wrong code. */
  public static Response locked(AuthenticationFlowContext context, HelpLinks help) {
    return of(context, help, Outcome.WRONG_PASSCODE, Optional.empty(), Optional.empty(), true);
  }

  private static Response of(
      AuthenticationFlowContext context,
      HelpLinks help,
      Outcome outcome,
      Optional<String> duoWords,
      Optional<URI> portal,
      boolean locked) {
    Map<String, Object> model = new HashMap<>();
    model.put("outcome", outcome.id());
    model.put("locked", locked);
    model.put(HelpLinks.MODEL, help.of(context));
    duoWords.ifPresent(words -> model.put("words", words));
    portal.ifPresent(uri -> model.put("portalUrl", uri.toString()));
    LoginFormsProvider form = context.form().setAttribute("duo", model);
    if (outcome.isUnavailability() || outcome == Outcome.CANCELLED) {
      model.put("tryAgainUrl", context.getActionUrl(context.generateAccessCode()).toString());
    }
    return form.setStatus(status(outcome)).createForm("duo-outcome.ftl");
  }

  private static Response.Status status(Outcome outcome) {
    if (outcome.isUnavailability()) {
      return Response.Status.SERVICE_UNAVAILABLE;
    }
    return outcome == Outcome.CANCELLED ? Response.Status.OK : Response.Status.FORBIDDEN;
  }
}
