package io.github.keycloakduo.keycloak.step;

import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.events.Errors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.BruteForceProtector;

/** The lockout of an account by Keycloak itself, which no answer of Duo may lift. */
public final class AccountLockout {
  private AccountLockout() {}

  /** The error of Keycloak's events for a user who is locked or disabled; empty for all others. */
  public static Optional<String> error(KeycloakSession session, RealmModel realm, UserModel user) {
    return user.isEnabled()
        ? Optional.ofNullable(
            AuthenticatorUtils.getDisabledByBruteForceEventError(
                session.getProvider(BruteForceProtector.class), session, realm, user))
        : Optional.of(Errors.USER_DISABLED);
  }

  /** Refuses a locked or disabled user. He may have become so since he typed his password. */
  static boolean reject(AuthenticationFlowContext flow, LoginResponses responses) {
    Optional<String> error = error(flow.getSession(), flow.getRealm(), flow.getUser());
    error.ifPresent(
        known -> {
          flow.getEvent().user(flow.getUser()).error(known);
          flow.forceChallenge(responses.locked(flow));
        });
    return error.isPresent();
  }
}
