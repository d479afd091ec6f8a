package io.github.keycloakduo.keycloak.browser;

import io.github.keycloakduo.authentication.UserAction;
import io.github.keycloakduo.keycloak.runtime.ProviderIds;
import io.github.keycloakduo.keycloak.step.HelpLinks;
import io.github.keycloakduo.mfa.Secret;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The way back from Duo's own page. Takes the answer to the login it belongs to and judges nothing;
 * a browser without that login gets a page, and never another redirect.
 */
final class PromptCallbackEndpoint {
  /** Duo's own bounds for state. */
  private static final Pattern VALUE = Pattern.compile("[\\x21-\\x7e]{1,1024}");

  /** OAuth's words for errors. */
  private static final Pattern ERROR = Pattern.compile("[a-z_]{1,64}");

  private final KeycloakSession session;
  private final HelpLinks help;

  PromptCallbackEndpoint(KeycloakSession session, HelpLinks help) {
    this.session = session;
    this.help = help;
  }

  /** Goes on with a login of this browser. */
  Response goOn(AuthenticationSessionModel login, String executionId) {
    MultivaluedMap<String, String> query = session.getContext().getUri().getQueryParameters();
    UserAction.PromptCallback answer =
        new UserAction.PromptCallback(
            new Secret(value(query.getFirst("state")).orElse("")),
            value(query.getFirst("duo_code")).map(Secret::new),
            Optional.ofNullable(query.getFirst("error"))
                .map(word -> ERROR.matcher(word).matches() ? word : "unreadable"));
    AuthNoteLoginState step = new AuthNoteLoginState(login, executionId);
    // Nobody who has not come as far as the step may leave anything here.
    if (step.read().isPresent()) {
      step.keepCallback(answer);
    }
    return Response.seeOther(step(login))
        .header("Cache-Control", "no-store")
        .header("Referrer-Policy", "no-referrer")
        .build();
  }

  /** Says that this browser has no such login. */
  Response lost(@Nullable String executionId) {
    return session
        .getProvider(LoginFormsProvider.class)
        .setAttribute("duo", Map.of(HelpLinks.MODEL, help.of(session, config(executionId), null)))
        .setStatus(Response.Status.BAD_REQUEST)
        .createForm("duo-lost.ftl");
  }

  /** The configuration of the step that the address names; it is nobody's login. */
  private @Nullable AuthenticatorConfigModel config(@Nullable String executionId) {
    RealmModel realm = session.getContext().getRealm();
    AuthenticationExecutionModel step =
        executionId == null ? null : realm.getAuthenticationExecutionById(executionId);
    return step == null
            || step.getAuthenticatorConfig() == null
            || !ProviderIds.BROWSER.equals(step.getAuthenticator())
        ? null
        : realm.getAuthenticatorConfigById(step.getAuthenticatorConfig());
  }

  /** Where Keycloak shows the step at which the login stands. */
  private URI step(AuthenticationSessionModel login) {
    String path = login.getAuthNote(AuthenticationProcessor.CURRENT_FLOW_PATH);
    UriBuilder address =
        LoginActionsService.loginActionsBaseUrl(session.getContext().getUri())
            .path(path == null ? LoginActionsService.AUTHENTICATE_PATH : path)
            .queryParam(Constants.CLIENT_ID, "{client}")
            .queryParam(Constants.TAB_ID, "{tab}")
            .queryParam(Constants.CLIENT_DATA, "{data}");
    return address.build(
        login.getRealm().getName(),
        login.getClient().getClientId(),
        login.getTabId(),
        AuthenticationProcessor.getClientData(session, login));
  }

  private static Optional<String> value(@Nullable String text) {
    return Optional.ofNullable(text).filter(given -> VALUE.matcher(given).matches());
  }
}
