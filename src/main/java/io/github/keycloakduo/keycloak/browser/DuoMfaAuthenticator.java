package io.github.keycloakduo.keycloak.browser;

import io.github.keycloakduo.authentication.NextStep;
import io.github.keycloakduo.authentication.PromptDoor;
import io.github.keycloakduo.authentication.Terms;
import io.github.keycloakduo.authentication.UserAction;
import io.github.keycloakduo.keycloak.runtime.DuoRuntime;
import io.github.keycloakduo.keycloak.step.DuoAuthenticator;
import io.github.keycloakduo.keycloak.step.LoginAttempt;
import io.github.keycloakduo.settings.DuoMfaSettings;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;

/** The Duo step of a browser flow: from Keycloak's request to the line of a login and back. */
final class DuoMfaAuthenticator extends DuoAuthenticator {
  DuoMfaAuthenticator(DuoRuntime runtime) {
    super(runtime, new LoginPages(runtime.clock()));
  }

  /** Also called on a reload and when a page has expired; so it only looks. */
  @Override
  public void authenticate(AuthenticationFlowContext context) {
    guarded(context, settings -> step(context, settings, new UserAction.Look()));
  }

  @Override
  public void action(AuthenticationFlowContext context) {
    guarded(
        context,
        settings ->
            step(
                context,
                settings,
                LoginFormParser.from(context.getHttpRequest().getDecodedFormParameters())));
  }

  private void step(AuthenticationFlowContext context, DuoMfaSettings settings, UserAction move) {
    LoginAttempt visitor = LoginAttempt.ofBrowser(context, settings, notes(context), runtime());
    applier().apply(next(visitor, settings, move), visitor);
  }

  private NextStep next(LoginAttempt visitor, DuoMfaSettings settings, UserAction move) {
    AuthenticationFlowContext context = visitor.context();
    try {
      return runtime()
          .line()
          .on(
              visitor.arrival(terms(context, settings), runtime()),
              visitor.progress().read(),
              brought(context, move));
    } catch (RuntimeException mistake) {
      notes(context).keepMistake(visitor.login().userId());
      throw mistake;
    }
  }

  private static AuthNoteLoginState notes(AuthenticationFlowContext context) {
    return new AuthNoteLoginState(
        context.getAuthenticationSession(), context.getExecution().getId());
  }

  private Terms terms(AuthenticationFlowContext context, DuoMfaSettings settings) {
    Terms terms = Terms.ofBrowser(settings);
    return settings.isUniversal()
        ? terms.with(new PromptDoor(runtime().prompt(settings), LoginUrls.callback(context)))
        : terms;
  }

  /** Whoever only looks may have come from Duo's own page. */
  private static UserAction brought(AuthenticationFlowContext context, UserAction move) {
    Optional<UserAction.Returned> returned = notes(context).take();
    return move instanceof UserAction.Look && returned.isPresent() ? returned.get() : move;
  }
}
