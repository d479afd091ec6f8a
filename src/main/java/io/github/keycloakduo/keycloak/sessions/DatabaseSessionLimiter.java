package io.github.keycloakduo.keycloak.sessions;

import io.github.keycloakduo.keycloak.runtime.Transactions;
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
 * A session limiter with its reservations in Keycloak's database, for one request. Decision 0008
 * says why it is exact.
 *
 * <p>The release of a reservation is part of it: it happens after the commit of the request that
 * called {@link #reserve}, or of the later one that finishes the login.
 */
public final class DatabaseSessionLimiter implements SessionLimiter {
  private static final Logger LOG = Logger.getLogger(DatabaseSessionLimiter.class);

  private static final int ATTEMPTS = 3;

  private final Transactions<SessionReservations> reservations;
  private final Consumer<String> terminator;
  private final BiConsumer<SessionOwner, String> onReserved;

  /**
   * Reserves nothing yet.
   *
   * @param terminator ends the session of an id, or fails to
   * @param onReserved is told of a new reservation, whose release is left to it
   */
  DatabaseSessionLimiter(
      Transactions<SessionReservations> reservations,
      Consumer<String> terminator,
      BiConsumer<SessionOwner, String> onReserved) {
    this.reservations = reservations;
    this.terminator = terminator;
    this.onReserved = onReserved;
  }

  /** The limiter for a login of the realm this request is about. */
  public static SessionLimiter of(
      KeycloakSession request, AuthenticationSessionModel login, Clock clock) {
    String realmId = login.getRealm().getId();
    Transactions<SessionReservations> reservations = reservations(request, realmId, clock);
    return new DatabaseSessionLimiter(
        reservations,
        new SessionTerminator(request, realmId)::end,
        (owner, sessionId) -> {
          SessionClientIp.note(login, owner.clientIp());
          ReservationRelease.after(request, reservations, owner, sessionId);
        });
  }

  /** A limiter that can only be asked, where there is no login that could reserve a session. */
  public static SessionLimiter readOnly(KeycloakSession request, String realmId, Clock clock) {
    return new DatabaseSessionLimiter(
        reservations(request, realmId, clock),
        session -> {},
        (owner, sessionId) -> {
          throw new IllegalStateException("nothing may be reserved by looking");
        });
  }

  /** The limiter for a login whose session a later request will create. */
  static SessionLimiter deferred(KeycloakSession request, String realmId, Clock clock) {
    return new DatabaseSessionLimiter(
        reservations(request, realmId, clock),
        new SessionTerminator(request, realmId)::end,
        (owner, sessionId) -> {});
  }

  private static Transactions<SessionReservations> reservations(
      KeycloakSession request, String realmId, Clock clock) {
    return KeycloakReservations.of(request.getKeycloakSessionFactory(), realmId, clock);
  }

  @Override
  public Result hasRoom(SessionOwner owner, String sessionId, SessionLimitSettings limit) {
    return guarded(() -> reservations.call(open -> open.hasRoom(owner, sessionId, limit)));
  }

  @Override
  public Result reserve(SessionOwner owner, String sessionId, SessionLimitSettings limit) {
    return guarded(() -> take(owner, sessionId, limit));
  }

  private boolean take(SessionOwner owner, String sessionId, SessionLimitSettings limit) {
    SessionReservations.Attempt attempt =
        reservations.call(open -> open.reserve(owner, sessionId, limit));
    if (attempt.reserved()) {
      // Before anything can fail: the row must not outlive a request that comes to nothing.
      onReserved.accept(owner, sessionId);
    }
    if (!end(owner, attempt.toEnd()) && attempt.granted()) {
      if (attempt.created()) {
        reservations.run(open -> open.cancel(owner, sessionId));
      }
      throw new IllegalStateException("a session that had to make room could not be ended");
    }
    return attempt.granted();
  }

  private boolean end(SessionOwner owner, Set<String> sessionIds) {
    if (sessionIds.isEmpty()) {
      return true;
    }
    // More than once, since a parallel reader may put back what he has just read into the cache.
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      sessionIds.forEach(terminator);
      if (reservations.call(open -> open.haveEnded(owner, sessionIds))) {
        return true;
      }
    }
    return false;
  }

  private static Result guarded(Supplier<Boolean> question) {
    try {
      return question.get() ? Result.ALLOWED : Result.LIMIT_REACHED;
    } catch (RuntimeException | LinkageError failed) {
      LOG.error("The sessions of a user could not be counted; the login is refused", failed);
      return Result.UNKNOWN;
    }
  }
}
