package io.github.keycloakduo.keycloak.browser;

import io.github.keycloakduo.authentication.LoginContext;
import io.github.keycloakduo.authentication.LoginFlow;
import io.github.keycloakduo.authentication.LoginResult;
import io.github.keycloakduo.authentication.LoginState;
import io.github.keycloakduo.authentication.UserAction;
import io.github.keycloakduo.keycloak.runtime.DuoServices;
import io.github.keycloakduo.keycloak.step.DuoAuthenticator;
import io.github.keycloakduo.keycloak.step.HelpLinks;
import io.github.keycloakduo.keycloak.step.LoginAttempt;
import io.github.keycloakduo.keycloak.step.LoginEvents;
import io.github.keycloakduo.settings.DuoMfaSettings;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;

/** The authenticator of browser flows: from Keycloak's request to the login flow and back. */
final class DuoMfaAuthenticator extends DuoAuthenticator {
  private final LoginFlow loginFlow;

  DuoMfaAuthenticator(DuoServices services, LoginFlow loginFlow) {
    super(services, new LoginPages(services.clock(), new HelpLinks(services.configs())));
    this.loginFlow = loginFlow;
  }

  /** Also called on a reload and when a page has expired; so it starts nothing a second time. */
  @Override
  public void authenticate(AuthenticationFlowContext flow) {
    guarded(flow, settings -> handle(flow, settings, new UserAction.Refresh()));
  }

  @Override
  public void action(AuthenticationFlowContext flow) {
    guarded(
        flow,
        settings ->
            handle(
                flow,
                settings,
                LoginFormParser.parse(flow.getHttpRequest().getDecodedFormParameters())));
  }

  private void handle(AuthenticationFlowContext flow, DuoMfaSettings settings, UserAction action) {
    LoginAttempt attempt = LoginAttempt.ofBrowser(flow, settings, services());
    AuthNoteLoginState state =
        new AuthNoteLoginState(flow.getAuthenticationSession(), flow.getExecution().getId());
    LoginResult result = result(flow, attempt, state, action);
    if (!settings.isUniversal()) {
      result.authenticated().ifPresent(passed -> LastFactorCookies.keep(flow, passed.details()));
    }
    handler().handle(result, attempt, flow, state);
  }

  private LoginResult result(
      AuthenticationFlowContext flow,
      LoginAttempt attempt,
      AuthNoteLoginState state,
      UserAction action) {
    try {
      Optional<LoginState> stored = state.read();
      // Before the context, which keeps a copy of the event for outcomes that are reported later.
      if (stored.filter(LoginState::enrolled).isPresent()) {
        LoginEvents.enrolled(flow);
      }
      LoginContext context =
          attempt.browserContext(
              flow, prompt(flow, attempt.settings()), offer -> LastFactorCookies.read(flow, offer));
      return loginFlow.handle(context, stored, brought(state, action));
    } catch (RuntimeException | LinkageError error) {
      state.keepAfterError(attempt.login().userId());
      throw error;
    }
  }

  private Optional<LoginContext.PromptClient> prompt(
      AuthenticationFlowContext flow, DuoMfaSettings settings) {
    return settings.isUniversal()
        ? Optional.of(
            new LoginContext.PromptClient(
                services().duo().prompt(settings), LoginUrls.callback(flow)))
        : Optional.empty();
  }

  /** Whoever only looks may have come from Duo's own page. */
  private static UserAction brought(AuthNoteLoginState state, UserAction action) {
    Optional<UserAction.PromptCallback> callback = state.takeCallback();
    return callback.isPresent() && action.isRefresh() ? callback.get() : action;
  }
}
