package io.github.keycloakduo.keycloak.sessions;

import io.github.keycloakduo.keycloak.runtime.LoginSubject;
import io.github.keycloakduo.mfa.LoginRequest;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.policy.SessionLimitCheck;
import io.github.keycloakduo.sessions.SessionLimiter;
import io.github.keycloakduo.sessions.SessionOwner;
import io.github.keycloakduo.settings.DuoMfaSettings;
import java.time.Clock;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The limit of parallel sessions for one login: looked at early without effect, and applied exactly
 * in the end.
 */
public final class LoginSessionLimit implements SessionLimitCheck {
  private static final String NO_SESSION = "";

  private final SessionLimiter limiter;
  private final SessionOwner owner;
  private final String sessionId;
  private final DuoMfaSettings settings;

  /**
   * Looks at nothing yet.
   *
   * @param sessionId the id under which the login holds its reservation
   */
  public LoginSessionLimit(
      SessionLimiter limiter, SessionOwner owner, String sessionId, DuoMfaSettings settings) {
    this.limiter = limiter;
    this.owner = owner;
    this.sessionId = sessionId;
    this.settings = settings;
  }

  /** The limit for a login by a flow. */
  public static LoginSessionLimit of(
      AuthenticationFlowContext context, DuoMfaSettings settings, LoginRequest login, Clock clock) {
    AuthenticationSessionModel session = context.getAuthenticationSession();
    return new LoginSessionLimit(
        DatabaseSessionLimiter.of(context.getSession(), session, clock),
        new SessionOwner(context.getRealm().getId(), login.userId(), login.clientIp()),
        // The user session will have the id of the authentication session it grows from.
        session.getParentSession().getId(),
        settings);
  }

  /** The limit for a dry run, which can only be asked. */
  public static LoginSessionLimit looking(
      LoginSubject subject, DuoMfaSettings settings, LoginRequest login, Clock clock) {
    String realmId = subject.realm().getId();
    return new LoginSessionLimit(
        DatabaseSessionLimiter.readOnly(subject.session(), realmId, clock),
        new SessionOwner(realmId, login.userId(), login.clientIp()),
        NO_SESSION,
        settings);
  }

  /** What cannot be counted now is counted in the end, and then lets nobody in. */
  @Override
  public boolean hasRoom() {
    return settings
        .sessionLimit()
        .map(
            limit ->
                limiter.hasRoom(owner, sessionId, limit) != SessionLimiter.Result.LIMIT_REACHED)
        .orElse(true);
  }

  /** Reserves a session; how the login ends if that is refused. */
  public Optional<Outcome> reserve() {
    return settings
        .sessionLimit()
        .flatMap(limit -> limiter.reserve(owner, sessionId, limit).refusal());
  }
}
