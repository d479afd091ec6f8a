package io.github.keycloakduo.sessions;

import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.settings.SessionLimitSettings;
import java.util.Optional;

/**
 * The port that applies the session limit to logins. Never asked where there is no limit. It does
 * not throw: what cannot be counted is {@link Result#UNKNOWN}, and that lets nobody in.
 */
public interface SessionLimiter {
  /** The result for a login. */
  enum Result {
    /** One more session is allowed; after {@link #reserve} it is the login's own. */
    ALLOWED(Optional.empty()),
    /** As many sessions as allowed are active or reserved. */
    LIMIT_REACHED(Optional.of(Outcome.SESSION_LIMIT)),
    /** The store failed; the server log says how. */
    UNKNOWN(Optional.of(Outcome.DUO_ERROR));

    private final Optional<Outcome> refusal;

    Result(Optional<Outcome> refusal) {
      this.refusal = refusal;
    }

    /** How the login ends because of this; empty when it may go on. */
    public Optional<Outcome> refusal() {
      return refusal;
    }
  }

  /**
   * Looks whether there is room now, before anybody is asked for a factor. Reserves and writes
   * nothing, so the room may be gone when it is needed.
   *
   * @param sessionId the id the login's session has or will have; empty when there is no login
   */
  Result hasRoom(SessionOwner owner, String sessionId, SessionLimitSettings limit);

  /**
   * Reserves a session, exactly, among all nodes; ends older sessions first if the limit says so.
   * To be called once all else is settled, in the request in which the step succeeds. A login that
   * has its reservation already is told {@link Result#ALLOWED} again.
   *
   * @param sessionId the id the login's session has or will have
   */
  Result reserve(SessionOwner owner, String sessionId, SessionLimitSettings limit);
}
