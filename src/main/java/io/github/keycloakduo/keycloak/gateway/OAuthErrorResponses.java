package io.github.keycloakduo.keycloak.gateway;

import io.github.keycloakduo.authentication.LoginResult;
import io.github.keycloakduo.authentication.OutcomeDetails;
import io.github.keycloakduo.keycloak.runtime.LocalizedText;
import io.github.keycloakduo.keycloak.step.LoginResponses;
import io.github.keycloakduo.keycloak.step.StoredCredentials;
import io.github.keycloakduo.keycloak.step.TemporarilyUnavailable;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.Question;
import io.github.keycloakduo.settings.DuoMfaSettings;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.OAuthErrorException;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;

/**
 * The responses of a direct grant: OAuth errors (RFC 6749, section 5.2) with a member of our own.
 */
final class OAuthErrorResponses implements LoginResponses {
  /** As short as people may notice: each call checks the password, which takes time. */
  private static final Duration POLL_INTERVAL = Duration.ofSeconds(2);

  @Override
  public Response factor(
      AuthenticationFlowContext context, DuoMfaSettings settings, LoginResult.FactorRequired ask) {
    Optional<MfaRequiredReason> missing = MfaRequiredReason.of(ask);
    if (missing.isPresent()) {
      return passcode(context, missing.get(), settings, ask);
    }
    return ask.rejected()
        .map(details -> refusal(details.outcome()))
        .orElseGet(() -> unavailable(Outcome.UNREACHABLE));
  }

  private static Response passcode(
      AuthenticationFlowContext context,
      MfaRequiredReason missing,
      DuoMfaSettings settings,
      LoginResult.FactorRequired ask) {
    boolean own = missing == MfaRequiredReason.OTP && settings.prompt().text().isPresent();
    String prompt = own ? texts(context).of(settings.prompt().text().get()) : missing.prompt();
    return required(
        context,
        missing,
        prompt,
        "otp",
        settings.prompt().hidesInput(),
        ask.offer().factors().stream().map(Factor::id).toList());
  }

  /** While Duo is out of reach the same parameter takes a code that Keycloak checks. */
  @Override
  public Response otherFactor(
      AuthenticationFlowContext context,
      DuoMfaSettings settings,
      LoginResult.OtherFactorRequired ask) {
    return ask.rejected()
        .map(details -> refusal(details.outcome()))
        .orElseGet(
            () ->
                required(
                    context,
                    MfaRequiredReason.OTP,
                    prompt(ask.selected(), new StoredCredentials(context.getUser())),
                    "otp",
                    settings.prompt().hidesInput(),
                    ask.factors().stream().map(Factor::id).toList()));
  }

  private static String prompt(Factor factor, StoredCredentials credentials) {
    if (factor != Factor.RECOVERY_CODE) {
      return "Duo cannot be reached. Enter the one-time code from your authenticator app:";
    }
    return credentials
        .recoveryCodeNumber()
        .map(number -> "Duo cannot be reached. Enter recovery code #" + number + ":")
        .orElse("Duo cannot be reached. Enter a recovery code:");
  }

  /** One question at a time: a gateway has one line to show. */
  @Override
  public Response questions(AuthenticationFlowContext context, LoginResult.QuestionsRequired ask) {
    Question question =
        ask.questions().stream()
            .filter(asked -> ask.errors().containsKey(asked.key()))
            .findFirst()
            .orElse(ask.questions().get(0));
    return required(
        context,
        MfaRequiredReason.QUESTION,
        texts(context).of(question.prompt()),
        question.key(),
        question.hidesInput(),
        List.of());
  }

  private static LocalizedText texts(AuthenticationFlowContext context) {
    return LocalizedText.inRequest(context.getSession(), context.getRealm(), context.getUser());
  }

  /** The gateway comes back for the answer. */
  @Override
  public Response waiting(
      AuthenticationFlowContext context, DuoMfaSettings settings, LoginResult.Pending ask) {
    MfaRequiredReason sent = MfaRequiredReason.PUSH_SENT;
    return required(context, sent, sent.prompt(), "duo_state", false, List.of());
  }

  private static Response required(
      AuthenticationFlowContext context,
      MfaRequiredReason missing,
      String prompt,
      String key,
      boolean disableEcho,
      List<String> factors) {
    Map<String, Object> duo = new LinkedHashMap<>();
    duo.put("reason", missing.id());
    duo.put("prompt", prompt);
    duo.put("key", key);
    duo.put("disable_echo", disableEcho);
    duo.put("factors", factors);
    DirectGrantLoginState.handle(context).ifPresent(handle -> duo.put("state", handle));
    if (missing == MfaRequiredReason.PUSH_SENT) {
      duo.put("interval", POLL_INTERVAL.toSeconds());
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("error", "mfa_required");
    body.put("error_description", missing.description());
    body.put("duo", duo);
    return answer(Response.Status.BAD_REQUEST.getStatusCode(), body)
        .header("Cache-Control", "no-store")
        .build();
  }

  /** The handle that a gateway sent is not that of a login that goes on. */
  static Response unknownState() {
    return answer(
            InvalidGrantError.STATUS,
            new OAuth2ErrorRepresentation(
                OAuthErrorException.INVALID_GRANT, "duo_state is unknown, used or expired"))
        .build();
  }

  @Override
  public Response ended(
      AuthenticationFlowContext context, OutcomeDetails details, Optional<URI> portal) {
    Outcome outcome = details.outcome();
    return outcome.isUnavailability() ? unavailable(outcome) : refusal(outcome);
  }

  @Override
  public Response locked(AuthenticationFlowContext context) {
    return refusal(Outcome.WRONG_PASSCODE);
  }

  /** The client may not say where the user comes from, or says something else. */
  static Response badRequest(String description) {
    return answer(
            Response.Status.BAD_REQUEST.getStatusCode(),
            new OAuth2ErrorRepresentation(OAuthErrorException.INVALID_REQUEST, description))
        .build();
  }

  /** A wrong code says, byte for byte, what a wrong password says. */
  private static Response refusal(Outcome outcome) {
    return answer(
            InvalidGrantError.STATUS,
            new OAuth2ErrorRepresentation(
                OAuthErrorException.INVALID_GRANT,
                InvalidGrantDescriptions.of(outcome).orElse(InvalidGrantError.DESCRIPTION)))
        .build();
  }

  private static Response unavailable(Outcome outcome) {
    return outcome == Outcome.RATE_LIMITED
        ? TemporarilyUnavailable.response("Too many logins are waiting; try again in a moment")
        : TemporarilyUnavailable.response();
  }

  private static Response.ResponseBuilder answer(int status, Object body) {
    return Response.status(status).entity(body).type(MediaType.APPLICATION_JSON_TYPE);
  }
}
