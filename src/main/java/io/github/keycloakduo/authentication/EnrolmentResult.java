package io.github.keycloakduo.authentication;

import java.util.function.Function;

/** The result of the enrolment of a new user (Auth API, enroll and enroll_status). */
public sealed interface EnrolmentResult extends ChallengeResult {
  /** A function for each case. */
  record Cases<R>(Function<Activated, R> activated, Function<Decided, R> decided) {}

  /** Applies the function of the case that this is. */
  <R> R match(Cases<R> cases);

  /** Applies the function of the case that this is. */
  default <R> R match(Function<Activated, R> activated, Function<Decided, R> decided) {
    return match(new Cases<>(activated, decided));
  }

  /** The phone is activated: Duo knows the user from now on. */
  record Activated() implements EnrolmentResult {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.activated().apply(this);
    }
  }

  /** Duo, the failure of a call, or time has decided against it. */
  record Decided(DuoDecision decision) implements EnrolmentResult {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.decided().apply(this);
    }
  }
}
