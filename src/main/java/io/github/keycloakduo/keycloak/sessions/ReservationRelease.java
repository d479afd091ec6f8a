package io.github.keycloakduo.keycloak.sessions;

import io.github.keycloakduo.keycloak.runtime.Transactions;
import io.github.keycloakduo.sessions.SessionOwner;
import org.jboss.logging.Logger;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;

/**
 * The release of a reservation once the request has been committed or undone, so that the session,
 * if there is one, can be seen by everybody.
 */
final class ReservationRelease extends AbstractKeycloakTransaction {
  private static final Logger LOG = Logger.getLogger(ReservationRelease.class);

  private final Transactions<SessionReservations> reservations;
  private final SessionOwner owner;
  private final String sessionId;

  private ReservationRelease(
      Transactions<SessionReservations> reservations, SessionOwner owner, String sessionId) {
    this.reservations = reservations;
    this.owner = owner;
    this.sessionId = sessionId;
  }

  /** To be done at the end of this request, once. */
  static void after(
      KeycloakSession request,
      Transactions<SessionReservations> reservations,
      SessionOwner owner,
      String sessionId) {
    String once = "duo-mfa.release." + owner.hash() + sessionId;
    if (request.getAttribute(once) != null) {
      return;
    }
    request.setAttribute(once, true);
    // Sessions are written after the commit, too, in the order of enlisting: theirs comes first.
    request.sessions();
    request
        .getTransactionManager()
        .enlistAfterCompletion(new ReservationRelease(reservations, owner, sessionId));
  }

  @Override
  protected void commitImpl() {
    release();
  }

  @Override
  protected void rollbackImpl() {
    release();
  }

  /** The login has been decided; a failure here costs a place for a while, no more. */
  private void release() {
    try {
      if (reservations.<Boolean>call(open -> open.isReserved(owner, sessionId))) {
        reservations.run(open -> open.release(owner, sessionId));
      }
    } catch (RuntimeException | LinkageError failed) {
      LOG.warn("The place of a session could not be given back; it will be soon", failed);
    }
  }
}
