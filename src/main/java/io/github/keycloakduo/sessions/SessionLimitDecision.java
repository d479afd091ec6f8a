package io.github.keycloakduo.sessions;

import java.util.List;
import java.util.function.Function;

/** The decision of the session limit about one login. */
public sealed interface SessionLimitDecision {
  /** A function for each case. */
  record Cases<R>(
      Function<Allow, R> allow, Function<Deny, R> deny, Function<EvictOldest, R> evictOldest) {}

  /** Applies the function of the case that this is. */
  <R> R match(Cases<R> cases);

  /** Applies the function of the case that this is. */
  default <R> R match(
      Function<Allow, R> allow, Function<Deny, R> deny, Function<EvictOldest, R> evictOldest) {
    return match(new Cases<>(allow, deny, evictOldest));
  }

  /** The login is counted already, or one more session is allowed. */
  record Allow() implements SessionLimitDecision {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.allow().apply(this);
    }
  }

  /** The limit is reached, and no session may be ended for the login. */
  record Deny() implements SessionLimitDecision {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.deny().apply(this);
    }
  }

  /**
   * The login may have its session when these have ended.
   *
   * @param evicted ids, oldest first; never empty
   */
  record EvictOldest(List<String> evicted) implements SessionLimitDecision {
    public EvictOldest {
      evicted = List.copyOf(evicted);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.evictOldest().apply(this);
    }
  }
}
