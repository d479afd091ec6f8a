package io.github.keycloakduo.policy;

import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.settings.SessionLimitSettings;
import java.util.Optional;

/** An early look at the session limit, so that nobody is asked for nothing. */
final class LimitSessions implements PolicyStep {
  private final Optional<SessionLimitSettings> limit;
  private final SessionLimitCheck room;

  LimitSessions(Optional<SessionLimitSettings> limit, SessionLimitCheck room) {
    this.limit = limit;
    this.room = room;
  }

  @Override
  public Step step() {
    return Step.SESSION_LIMIT;
  }

  @Override
  public StepResult decide(PolicyFacts facts) {
    if (limit.isEmpty()) {
      return new StepResult.Continue("connection_limit.limit is 0");
    }
    if (limit.get().endsOldest()) {
      return new StepResult.Continue("the oldest session would make room");
    }
    int sessions = limit.get().limit();
    return room.hasRoom()
        ? new StepResult.Continue("fewer sessions than the limit of " + sessions)
        : new StepResult.Deny(
            Outcome.SESSION_LIMIT, "the limit of " + sessions + " sessions is reached");
  }
}
