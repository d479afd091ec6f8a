package io.github.keycloakduo.policy;

import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.settings.SessionLimitSettings;
import java.util.Optional;

/** The rule of the session limit, applied early so that no factor is asked for in vain. */
final class LimitSessions implements PolicyRule {
  private final Optional<SessionLimitSettings> limit;
  private final SessionLimitCheck sessions;

  LimitSessions(Optional<SessionLimitSettings> limit, SessionLimitCheck sessions) {
    this.limit = limit;
    this.sessions = sessions;
  }

  @Override
  public LoginStep step() {
    return LoginStep.SESSION_LIMIT;
  }

  @Override
  public RuleResult decide(PolicyFacts facts) {
    if (limit.isEmpty()) {
      return new RuleResult.Continue("connection_limit.limit is 0");
    }
    if (limit.get().endsOldest()) {
      return new RuleResult.Continue("the oldest session would make room");
    }
    int most = limit.get().limit();
    return sessions.hasRoom()
        ? new RuleResult.Continue("fewer sessions than the limit of " + most)
        : new RuleResult.Deny(
            Outcome.SESSION_LIMIT, "the limit of " + most + " sessions is reached");
  }
}
