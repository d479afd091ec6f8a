package io.github.keycloakduo.keycloak.step;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.events.Errors;

/** Keycloak's own lock on an account, which no answer of Duo's may open. */
final class AccountLockout {
  private AccountLockout() {}

  /** Refuses a locked or disabled user. He may have become so since he typed his password. */
  static boolean stops(AuthenticationFlowContext context, LoginResponses replies) {
    String error =
        context.getUser().isEnabled()
            ? AuthenticatorUtils.getDisabledByBruteForceEventError(context, context.getUser())
            : Errors.USER_DISABLED;
    if (error == null) {
      return false;
    }
    context.getEvent().user(context.getUser()).error(error);
    context.forceChallenge(replies.locked(context));
    return true;
  }
}
