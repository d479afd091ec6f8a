package io.github.keycloakduo.keycloak.sessions;

import io.github.keycloakduo.sessions.SessionLimiter;
import io.github.keycloakduo.sessions.SessionOwner;
import io.github.keycloakduo.settings.SessionLimitSettings;
import java.time.Clock;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Places in Keycloak's database. Belongs to one request; see decision 0008 for why it is exact.
 *
 * <p>The release of a place is part of it: it happens after the commit of the request that called
 * {@link #reserve}, or of the later one that finishes the login.
 */
public final class DatabaseSessionLimiter implements SessionLimiter {
  private static final Logger LOG = Logger.getLogger(DatabaseSessionLimiter.class);

  private static final int ATTEMPTS = 3;

  private final Ledger ledger;
  private final Consumer<String> ending;
  private final BiConsumer<SessionOwner, String> onPromise;

  DatabaseSessionLimiter(
      Ledger ledger, Consumer<String> ending, BiConsumer<SessionOwner, String> onPromise) {
    this.ledger = ledger;
    this.ending = ending;
    this.onPromise = onPromise;
  }

  /** The places for a login of the realm this request is about. */
  public static SessionLimiter of(
      KeycloakSession request, AuthenticationSessionModel login, Clock clock) {
    String realmId = login.getRealm().getId();
    Ledger ledger = new KeycloakLedger(request.getKeycloakSessionFactory(), realmId, clock);
    return new DatabaseSessionLimiter(
        ledger,
        new SessionTerminator(request, realmId)::end,
        (owner, sessionId) -> {
          SessionClientIp.note(login, owner.clientIp());
          ReservationRelease.after(request, ledger, owner, sessionId);
        });
  }

  /** Places to look at, where there is no login that could take one. */
  public static SessionLimiter looking(KeycloakSession request, String realmId, Clock clock) {
    return new DatabaseSessionLimiter(
        new KeycloakLedger(request.getKeycloakSessionFactory(), realmId, clock),
        session -> {},
        (owner, sessionId) -> {
          throw new IllegalStateException("nothing may be taken by looking");
        });
  }

  /**
   * The places for a login whose session a later request will create: {@link DeferredReservation}.
   */
  static SessionLimiter later(KeycloakSession session, String realmId, Clock clock) {
    return new DatabaseSessionLimiter(
        new KeycloakLedger(session.getKeycloakSessionFactory(), realmId, clock),
        new SessionTerminator(session, realmId)::end,
        (owner, sessionId) -> {});
  }

  @Override
  public Answer hasRoom(SessionOwner owner, String sessionId, SessionLimitSettings limit) {
    return guarded(() -> ledger.call(book -> book.hasRoom(owner, sessionId, limit)));
  }

  @Override
  public Answer reserve(SessionOwner owner, String sessionId, SessionLimitSettings limit) {
    return guarded(() -> take(owner, sessionId, limit));
  }

  private boolean take(SessionOwner owner, String sessionId, SessionLimitSettings limit) {
    SessionReservations.Claim claim = ledger.call(book -> book.claim(owner, sessionId, limit));
    if (claim.promised()) {
      // Before anything can fail: the place must not outlive a request that comes to nothing.
      onPromise.accept(owner, sessionId);
    }
    if (!end(owner, claim.toEnd()) && claim.granted()) {
      if (claim.fresh()) {
        withdraw(owner, sessionId);
      }
      throw new IllegalStateException("a session that had to make room could not be ended");
    }
    return claim.granted();
  }

  private boolean end(SessionOwner owner, Set<String> sessionIds) {
    if (sessionIds.isEmpty()) {
      return true;
    }
    // More than once, since a parallel reader may put back what he has just read into the cache.
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      sessionIds.forEach(ending);
      if (ledger.call(book -> book.haveEnded(owner, sessionIds))) {
        return true;
      }
    }
    return false;
  }

  private void withdraw(SessionOwner owner, String sessionId) {
    ledger.<Boolean>call(
        book -> {
          book.withdraw(owner, sessionId);
          return true;
        });
  }

  private static Answer guarded(Supplier<Boolean> question) {
    try {
      return question.get() ? Answer.ROOM : Answer.FULL;
    } catch (RuntimeException failed) {
      LOG.error("The sessions of a user could not be counted; the login is refused", failed);
      return Answer.UNKNOWN;
    }
  }
}
