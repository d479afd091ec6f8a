package io.github.keycloakduo.keycloak.step;

import io.github.keycloakduo.keycloak.runtime.LoginSubject;
import io.github.keycloakduo.keycloak.runtime.Transactions;
import io.github.keycloakduo.settings.ConfigResult;
import io.github.keycloakduo.settings.DuoMfaSettings;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.keycloak.events.Errors;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.light.LightweightUserAdapter;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The state of a login's user and configuration after a wait. It is read in a session and
 * transaction of its own: the request's session keeps showing what it has read before the wait,
 * which may be minutes old.
 *
 * @param lockError the error of Keycloak's events for a user who is locked, disabled or gone
 * @param sameSettings whether the configuration is still the one under which the login began
 */
record LoginRecheck(Optional<String> lockError, boolean sameSettings) {
  /** What a login finds that has not waited. */
  static final LoginRecheck UNCHANGED = new LoginRecheck(Optional.empty(), true);

  /**
   * Looks once more.
   *
   * @param newUser whether no other transaction has seen the user when the request began
   */
  static LoginRecheck of(
      LoginSubject subject,
      DuoMfaSettings settings,
      boolean newUser,
      BiFunction<KeycloakSession, AuthenticatorConfigModel, ConfigResult> parser) {
    return of(
        Transactions.inRealm(
            subject.session().getKeycloakSessionFactory(), subject.realm().getId()),
        subject,
        settings,
        newUser,
        parser);
  }

  /**
   * Whether no other transaction sees the user, since this request has registered him or imported
   * him from LDAP. To be asked when the request begins: later he may have been deleted.
   */
  static boolean isNew(LoginSubject subject) {
    return isNoOlderThanTheLogin(subject)
        && isNew(
            Transactions.inRealm(
                subject.session().getKeycloakSessionFactory(), subject.realm().getId()),
            subject.user());
  }

  static boolean isNew(Transactions<KeycloakSession> fresh, UserModel user) {
    return fresh.call(
        session -> {
          RealmModel realm = session.getContext().getRealm();
          return realm != null && session.users().getUserById(realm, user.getId()) == null;
        });
  }

  /**
   * The same with another source of sessions.
   *
   * @param fresh sessions with the realm in their context
   * @param newUser whether no other transaction has seen the user when the request began
   */
  static LoginRecheck of(
      Transactions<KeycloakSession> fresh,
      LoginSubject subject,
      DuoMfaSettings settings,
      boolean newUser,
      BiFunction<KeycloakSession, AuthenticatorConfigModel, ConfigResult> parser) {
    return fresh.call(session -> look(session, subject, settings, newUser, parser));
  }

  private static LoginRecheck look(
      KeycloakSession session,
      LoginSubject subject,
      DuoMfaSettings settings,
      boolean newUser,
      BiFunction<KeycloakSession, AuthenticatorConfigModel, ConfigResult> parser) {
    RealmModel realm = session.getContext().getRealm();
    if (realm == null) {
      return new LoginRecheck(Optional.of(Errors.REALM_DISABLED), false);
    }
    AuthenticatorConfigModel config = realm.getAuthenticatorConfigById(subject.config().getId());
    boolean same =
        config != null
            && parser
                .apply(session, config)
                .match(
                    valid -> valid.settings().fingerprint().equals(settings.fingerprint()),
                    invalid -> false);
    return new LoginRecheck(lockError(session, realm, subject, newUser), same);
  }

  private static Optional<String> lockError(
      KeycloakSession session, RealmModel realm, LoginSubject subject, boolean newUser) {
    UserModel known = subject.user();
    if (known instanceof LightweightUserAdapter) {
      // A transient user lives in the authentication session alone, and no store has another.
      return AccountLockout.error(session, realm, known);
    }
    UserModel user = session.users().getUserById(realm, known.getId());
    if (user == null && newUser) {
      return AccountLockout.error(subject.session(), subject.realm(), known);
    }
    return user == null
        ? Optional.of(Errors.USER_NOT_FOUND)
        : AccountLockout.error(session, realm, user);
  }

  /** Spares nearly all logins a look of their own; in whole seconds. */
  private static boolean isNoOlderThanTheLogin(LoginSubject subject) {
    AuthenticationSessionModel login = subject.session().getContext().getAuthenticationSession();
    Long created = subject.user().getCreatedTimestamp();
    return login != null
        && created != null
        && created >= TimeUnit.SECONDS.toMillis(login.getParentSession().getTimestamp());
  }
}
