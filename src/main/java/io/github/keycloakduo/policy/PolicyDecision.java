package io.github.keycloakduo.policy;

import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Outcome;
import java.util.function.Function;

/** The decision of the rules about a login before Duo is asked. */
public sealed interface PolicyDecision {
  /** A function for each case. */
  record Cases<R>(Function<Allow, R> allow, Function<AskDuo, R> askDuo, Function<Deny, R> deny) {}

  /** Applies the function of the case that this is. */
  <R> R match(Cases<R> cases);

  /** Applies the function of the case that this is. */
  default <R> R match(
      Function<Allow, R> allow, Function<AskDuo, R> askDuo, Function<Deny, R> deny) {
    return match(new Cases<>(allow, askDuo, deny));
  }

  /** How it came about. */
  DecisionTrace trace();

  /**
   * The user is let in without a factor.
   *
   * @param breakGlass whether an administrator has exempted the user for now
   */
  record Allow(Outcome outcome, String reason, DecisionTrace trace, boolean breakGlass)
      implements PolicyDecision {
    /** A rule of the configuration lets the user in. */
    public Allow(Outcome outcome, String reason, DecisionTrace trace) {
      this(outcome, reason, trace, false);
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.allow().apply(this);
    }
  }

  /** Duo decides about the user of this name. */
  record AskDuo(DuoUsername identity, DecisionTrace trace) implements PolicyDecision {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.askDuo().apply(this);
    }
  }

  /** The login is refused. */
  record Deny(Outcome outcome, String reason, DecisionTrace trace) implements PolicyDecision {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.deny().apply(this);
    }
  }
}
