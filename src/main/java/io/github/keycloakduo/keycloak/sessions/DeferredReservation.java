package io.github.keycloakduo.keycloak.sessions;

import io.github.keycloakduo.keycloak.runtime.SingleUseObjects;
import io.github.keycloakduo.keycloak.runtime.Transactions;
import io.github.keycloakduo.sessions.SessionLimiter;
import io.github.keycloakduo.sessions.SessionOwner;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * The reservation of a session that a later request will create, under an id that is not known yet:
 * with CIBA (OpenID Connect CIBA Core 1.0), the session is made when the client fetches its tokens.
 * The reservation has an id of its own and stands as long as its {@link ReservationMarker} exists.
 */
public final class DeferredReservation {
  private static final Logger LOG = Logger.getLogger(DeferredReservation.class);

  private final KeycloakSessionFactory sessions;
  private final Clock clock;
  private final SessionOwner owner;
  private final String id;

  /**
   * Reserves nothing yet.
   *
   * @param id random, in place of the id of the session
   */
  public DeferredReservation(
      KeycloakSessionFactory sessions, Clock clock, SessionOwner owner, String id) {
    this.sessions = sessions;
    this.clock = clock;
    this.owner = owner;
    this.id = id;
  }

  /** The limiter that takes this reservation, and leaves it to {@link #release()} to end it. */
  public SessionLimiter limiter(KeycloakSession session) {
    return DatabaseSessionLimiter.deferred(session, owner.realmId(), clock);
  }

  /**
   * Lets the reservation stand from now on. To be called before it is made, in another transaction.
   */
  public void hold(Duration lifespan) {
    Transactions.of(sessions)
        .run(session -> ReservationMarker.put(SingleUseObjects.of(session), id, lifespan));
  }

  /** Ends the reservation once the session can be seen by all nodes, or has come to nothing. */
  public void releaseAfter(KeycloakSession request) {
    // Sessions are written after the commit, too, in the order of enlisting: theirs comes first.
    request.sessions();
    request.getTransactionManager().enlistAfterCompletion(new Release());
  }

  /** Ends the reservation now. */
  public void release() {
    try {
      Transactions.of(sessions)
          .run(session -> ReservationMarker.remove(SingleUseObjects.of(session), id));
      KeycloakReservations.of(sessions, owner.realmId(), clock)
          .run(reservations -> reservations.cancel(owner, id));
    } catch (RuntimeException | LinkageError failed) {
      LOG.warn("The place of a session could not be given back; it will be soon", failed);
    }
  }

  private final class Release extends AbstractKeycloakTransaction {
    @Override
    protected void commitImpl() {
      release();
    }

    @Override
    protected void rollbackImpl() {
      release();
    }
  }
}
