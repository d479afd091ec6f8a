package io.github.keycloakduo.keycloak.sessions;

import io.github.keycloakduo.sessions.SessionLimiter;
import io.github.keycloakduo.sessions.SessionOwner;
import java.time.Clock;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * A place for a session that a later request will create, under an id nobody knows yet. It is held
 * under a name of our own, for as long as a single-use object says that somebody may still come.
 */
public final class DeferredReservation {
  private static final Logger LOG = Logger.getLogger(DeferredReservation.class);
  private static final String AWAITED = "duo.later.";

  private final KeycloakSessionFactory sessions;
  private final Clock clock;
  private final SessionOwner owner;
  private final String id;

  /**
   * Holds nothing yet.
   *
   * @param id random, stands for the session
   */
  public DeferredReservation(
      KeycloakSessionFactory sessions, Clock clock, SessionOwner owner, String id) {
    this.sessions = sessions;
    this.clock = clock;
    this.owner = owner;
    this.id = id;
  }

  /** Whether a session may still come for the place held under this id. */
  static boolean isAwaited(KeycloakSession session, String id) {
    return session.singleUseObjects().contains(AWAITED + id);
  }

  /** The places to reserve this one among. */
  public SessionLimiter among(KeycloakSession session) {
    return DatabaseSessionLimiter.later(session, owner.realmId(), clock);
  }

  /**
   * From now on a reservation of this place stands. To be called first, in a transaction that is
   * not the reservation's.
   */
  public void await(Duration longest) {
    KeycloakModelUtils.runJobInTransaction(
        sessions,
        session ->
            session.singleUseObjects().putIfAbsent(AWAITED + id, Math.max(1, longest.toSeconds())));
  }

  /** Gives the place back once the session that came for it can be seen, or has come to nothing. */
  public void giveBackAfter(KeycloakSession request) {
    // Sessions are written after the commit, too, in the order of enlisting: theirs comes first.
    request.sessions();
    request.getTransactionManager().enlistAfterCompletion(new GiveBack());
  }

  /** Gives the place back now. */
  public void giveBack() {
    try {
      KeycloakModelUtils.runJobInTransaction(
          sessions, session -> session.singleUseObjects().remove(AWAITED + id));
      new KeycloakLedger(sessions, owner.realmId(), clock)
          .<Boolean>call(
              book -> {
                book.withdraw(owner, id);
                return true;
              });
    } catch (RuntimeException failed) {
      LOG.warn("The place of a session could not be given back; it will be soon", failed);
    }
  }

  private final class GiveBack extends AbstractKeycloakTransaction {
    @Override
    protected void commitImpl() {
      giveBack();
    }

    @Override
    protected void rollbackImpl() {
      giveBack();
    }
  }
}
