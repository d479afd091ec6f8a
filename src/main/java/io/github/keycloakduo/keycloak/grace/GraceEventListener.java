package io.github.keycloakduo.keycloak.grace;

import io.github.keycloakduo.grace.GraceStore;
import io.github.keycloakduo.keycloak.runtime.LogCategory;
import io.github.keycloakduo.keycloak.runtime.Transactions;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.provider.ProviderEvent;
import org.keycloak.services.managers.AuthenticationManager;

/**
 * An event listener that ends graces when something happens to their user: see {@link
 * GraceRevocation}. Its failures are logged and do not stop what happens.
 */
public final class GraceEventListener implements EventListenerProvider {
  private static final Logger LOG = Logger.getLogger(LogCategory.CATEGORY);

  private final KeycloakSession session;
  private final GraceStore store;

  public GraceEventListener(KeycloakSession session, GraceStore store) {
    this.session = session;
    this.store = store;
  }

  @Override
  public void onEvent(Event event) {
    guarded(() -> GraceRevocation.of(event).ifPresent(this::prepare));
  }

  @Override
  public void onEvent(AdminEvent event, boolean includeRepresentation) {
    guarded(
        () ->
            GraceRevocation.of(event, id -> sessionOwner(event.getRealmId(), id))
                .ifPresent(this::prepare));
  }

  /**
   * The user of a session that has just been ended. The request does not see it any more; everybody
   * else does until the request is committed.
   */
  private Optional<String> sessionOwner(String realmId, String sessionId) {
    Optional<String> owner =
        Transactions.inRealm(session.getKeycloakSessionFactory(), realmId)
            .call(others -> sessionOwner(others, sessionId));
    if (owner.isEmpty()) {
      LOG.warn("An administrator ended a session whose user is unknown; no grace ends by that");
    }
    return owner;
  }

  private static Optional<String> sessionOwner(KeycloakSession others, String sessionId) {
    RealmModel realm = others.getContext().getRealm();
    if (realm == null) {
      return Optional.empty();
    }
    UserSessionModel online = others.sessions().getUserSession(realm, sessionId);
    UserSessionModel found =
        online == null ? others.sessions().getOfflineUserSession(realm, sessionId) : online;
    return Optional.ofNullable(found).map(UserSessionModel::getUser).map(UserModel::getId);
  }

  /** Ends the graces of users and realms that were removed. */
  public static void onProviderEvent(ProviderEvent event, GraceStore store) {
    if (event instanceof UserModel.UserRemovedEvent removed) {
      String realmId = removed.getRealm().getId();
      String userId = removed.getUser().getId();
      afterwards(removed.getKeycloakSession(), () -> store.endAll(realmId, userId));
    } else if (event instanceof RealmModel.RealmRemovedEvent removed) {
      String realmId = removed.getRealm().getId();
      afterwards(removed.getKeycloakSession(), () -> store.endRealm(realmId));
    }
  }

  private void prepare(GraceRevocation revocation) {
    // Asked now: he may be enabled again before anybody looks.
    if (revocation.condition() != GraceRevocation.Condition.USER_DISABLED
        || isDisabled(session, revocation)) {
      KeycloakSessionFactory sessions = session.getKeycloakSessionFactory();
      afterwards(session, () -> end(sessions, revocation));
    }
  }

  private static boolean isDisabled(KeycloakSession session, GraceRevocation revocation) {
    Optional<UserModel> user =
        Optional.ofNullable(session.realms().getRealm(revocation.realmId()))
            .flatMap(realm -> user(session, realm, revocation));
    return user.isEmpty() || !user.get().isEnabled();
  }

  private static Optional<UserModel> user(
      KeycloakSession session, RealmModel realm, GraceRevocation revocation) {
    return revocation
        .userId()
        .flatMap(id -> Optional.ofNullable(session.users().getUserById(realm, id)));
  }

  private void end(KeycloakSessionFactory sessions, GraceRevocation revocation) {
    if (revocation.userId().isEmpty()) {
      store.endRealm(revocation.realmId());
      return;
    }
    String userId = revocation.userId().get();
    // Logouts are many and graces few; sessions are only listed where there is one.
    if (revocation.condition() != GraceRevocation.Condition.LOGGED_OUT
        || (store.holdsAny(revocation.realmId(), userId) && isLoggedOut(sessions, revocation))) {
      store.endAll(revocation.realmId(), userId);
    }
  }

  /** Also when that cannot be told: one MFA too many is the safe side. */
  private static boolean isLoggedOut(KeycloakSessionFactory sessions, GraceRevocation revocation) {
    try {
      // Keycloak lists sessions only for the realm in the context.
      return Transactions.inRealm(sessions, revocation.realmId())
          .call(
              after -> {
                RealmModel realm = after.getContext().getRealm();
                return realm == null
                    || user(after, realm, revocation)
                        .map(user -> hasNoSession(after, realm, user))
                        .orElse(true);
              });
    } catch (RuntimeException | LinkageError failure) {
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
  private static void afterwards(KeycloakSession session, Runnable work) {
    Transactions.afterCommit(session, () -> guarded(work));
  }

  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | LinkageError failure) {
      LOG.error("Cannot end the grace after an event", failure);
    }
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
