package io.github.keycloakduo.keycloak.step;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.events.Errors;

/** The lockout of an account by Keycloak itself, which no answer of Duo may lift. */
final class AccountLockout {
  private AccountLockout() {}

  /** Refuses a locked or disabled user. He may have become so since he typed his password. */
  static boolean reject(AuthenticationFlowContext context, LoginResponses responses) {
    String error =
        context.getUser().isEnabled()
            ? AuthenticatorUtils.getDisabledByBruteForceEventError(context, context.getUser())
            : Errors.USER_DISABLED;
    if (error == null) {
      return false;
    }
    context.getEvent().user(context.getUser()).error(error);
    context.forceChallenge(responses.locked(context));
    return true;
  }
}
