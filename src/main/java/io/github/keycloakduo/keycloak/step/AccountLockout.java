package io.github.keycloakduo.keycloak.step;

import io.github.keycloakduo.authentication.OutcomeDetails;
import io.github.keycloakduo.mfa.Outcome;
import java.util.Optional;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.events.Errors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.BruteForceProtector;

/** The lockout of an account by Keycloak itself, which no answer of Duo may lift. */
public final class AccountLockout {
  /**
   * How the step reports it. Of the closed list it is the outcome for an account that may not log
   * in whatever factor it shows; the event's error says that the lock is Keycloak's.
   */
  public static final OutcomeDetails OUTCOME =
      OutcomeDetails.of(Outcome.DUO_DENIED, "Keycloak itself has locked or disabled the user");

  private AccountLockout() {}

  /** The error of Keycloak's events for a user who is locked or disabled; empty for all others. */
  public static Optional<String> error(KeycloakSession session, RealmModel realm, UserModel user) {
    return user.isEnabled()
        ? Optional.ofNullable(
            AuthenticatorUtils.getDisabledByBruteForceEventError(
                session.getProvider(BruteForceProtector.class), session, realm, user))
        : Optional.of(Errors.USER_DISABLED);
  }
}
