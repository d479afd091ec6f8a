package io.github.keycloakduo.sessions;

import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.settings.SessionLimitSettings;
import java.util.Optional;

/**
 * The places for sessions. Never asked where there is no limit. It does not throw: what cannot be
 * counted is {@link Answer#UNKNOWN}, and that lets nobody in.
 */
public interface SessionLimiter {
  /** What a login is told. */
  enum Answer {
    /** There is a place; after {@link #reserve} it is the login's own. */
    ROOM(Optional.empty()),
    /** All places are held. */
    FULL(Optional.of(Outcome.SESSION_LIMIT)),
    /** The store failed; the server log says how. */
    UNKNOWN(Optional.of(Outcome.DUO_ERROR));

    private final Optional<Outcome> refusal;

    Answer(Optional<Outcome> refusal) {
      this.refusal = refusal;
    }

    /** How the login ends because of this; empty when it may go on. */
    public Optional<Outcome> refusal() {
      return refusal;
    }
  }

  /**
   * Looks whether there is room now, before anybody is asked for a factor. Takes and writes
   * nothing, so the place may be gone when it is needed.
   *
   * @param sessionId the id the login's session has or will have; empty when there is no login
   */
  Answer hasRoom(SessionOwner owner, String sessionId, SessionLimitSettings limit);

  /**
   * Takes a place, exactly, among all nodes; ends older sessions first if the limit says so. To be
   * called once all else is settled, in the request in which the step succeeds. A login that holds
   * its place already is told {@link Answer#ROOM} again.
   *
   * @param sessionId the id the login's session has or will have
   */
  Answer reserve(SessionOwner owner, String sessionId, SessionLimitSettings limit);
}
