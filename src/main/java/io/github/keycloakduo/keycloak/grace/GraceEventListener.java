package io.github.keycloakduo.keycloak.grace;

import io.github.keycloakduo.grace.GraceStore;
import io.github.keycloakduo.keycloak.runtime.LogCategory;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.services.managers.AuthenticationManager;

/** Ends graces when something happens to their user. Never stands in the way of what happens. */
final class GraceEventListener implements EventListenerProvider {
  private static final Logger LOG = Logger.getLogger(LogCategory.CATEGORY);

  private final KeycloakSession session;
  private final GraceStore store;

  GraceEventListener(KeycloakSession session, GraceStore store) {
    this.session = session;
    this.store = store;
  }

  @Override
  public void onEvent(Event event) {
    guarded(() -> GraceRevocation.of(event).ifPresent(this::prepare));
  }

  @Override
  public void onEvent(AdminEvent event, boolean includeRepresentation) {
    guarded(() -> GraceRevocation.of(event).ifPresent(this::prepare));
  }

  private void prepare(GraceRevocation ending) {
    // Asked now: he may be enabled again before anybody looks.
    if (ending.when() != GraceRevocation.When.IF_DISABLED || isDisabled(session, ending)) {
      KeycloakSessionFactory sessions = session.getKeycloakSessionFactory();
      afterwards(session, () -> end(sessions, ending));
    }
  }

  private static boolean isDisabled(KeycloakSession session, GraceRevocation ending) {
    Optional<UserModel> user =
        Optional.ofNullable(session.realms().getRealm(ending.realmId()))
            .flatMap(realm -> user(session, realm, ending));
    return user.isEmpty() || !user.get().isEnabled();
  }

  private static Optional<UserModel> user(
      KeycloakSession session, RealmModel realm, GraceRevocation ending) {
    return ending
        .userId()
        .flatMap(id -> Optional.ofNullable(session.users().getUserById(realm, id)));
  }

  private void end(KeycloakSessionFactory sessions, GraceRevocation ending) {
    if (ending.userId().isEmpty()) {
      store.endRealm(ending.realmId());
      return;
    }
    String userId = ending.userId().get();
    // Logouts are many and graces few; sessions are only listed where there is one.
    if (ending.when() != GraceRevocation.When.IF_LOGGED_OUT
        || (store.holdsAny(ending.realmId(), userId) && isLoggedOut(sessions, ending))) {
      store.endAll(ending.realmId(), userId);
    }
  }

  /** Also when that cannot be told: one MFA too many is the safe side. */
  private static boolean isLoggedOut(KeycloakSessionFactory sessions, GraceRevocation ending) {
    try {
      return KeycloakModelUtils.runJobInTransactionWithResult(
          sessions,
          after -> {
            RealmModel realm = after.realms().getRealm(ending.realmId());
            // Keycloak lists sessions only for the realm it believes to be in.
            after.getContext().setRealm(realm);
            return realm == null
                || user(after, realm, ending)
                    .map(user -> hasNoSession(after, realm, user))
                    .orElse(true);
          });
    } catch (RuntimeException failure) {
      LOG.warn("Cannot list the sessions of a user who logged out; his grace ends", failure);
      return true;
    }
  }

  private static boolean hasNoSession(KeycloakSession session, RealmModel realm, UserModel user) {
    return session
        .sessions()
        .getUserSessionsStream(realm, user)
        .noneMatch(
            open ->
                open.getState() != UserSessionModel.State.LOGGED_OUT
                    && AuthenticationManager.isSessionValid(realm, open));
  }

  /** When the change is in the database, and not at all if it is undone. */
  static void afterwards(KeycloakSession session, Runnable work) {
    session
        .getTransactionManager()
        .enlistAfterCompletion(
            new AbstractKeycloakTransaction() {
              @Override
              protected void commitImpl() {
                guarded(work);
              }

              @Override
              protected void rollbackImpl() {
                // Nothing has happened.
              }
            });
  }

  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException failure) {
      LOG.error("Cannot end the grace after an event", failure);
    }
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
