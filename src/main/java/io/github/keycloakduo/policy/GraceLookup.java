package io.github.keycloakduo.policy;

import java.util.function.Function;

/**
 * The port to earlier MFA of one login's user, from its address, under its configuration. Never
 * throws: what cannot be read is {@link Answer.Unavailable}.
 */
public interface GraceLookup {
  /** Whether an earlier MFA covers this login; counts it as a use if so. */
  Answer use();

  /** The same without counting it. */
  Answer look();

  /** The answer about an earlier MFA. */
  sealed interface Answer {
    /** A function for each case. */
    record Cases<R>(
        Function<Holds, R> holds,
        Function<Absent, R> absent,
        Function<Unavailable, R> unavailable) {}

    /** Applies the function of the case that this is. */
    <R> R match(Cases<R> cases);

    /** Applies the function of the case that this is. */
    default <R> R match(
        Function<Holds, R> holds,
        Function<Absent, R> absent,
        Function<Unavailable, R> unavailable) {
      return match(new Cases<>(holds, absent, unavailable));
    }

    /** An earlier MFA covers this login. */
    record Holds(String detail) implements Answer {
      @Override
      public <R> R match(Cases<R> cases) {
        return cases.holds().apply(this);
      }
    }

    /** There is no earlier MFA, or it does not count any more. */
    record Absent(String detail) implements Answer {
      @Override
      public <R> R match(Cases<R> cases) {
        return cases.absent().apply(this);
      }
    }

    /** The store cannot be read, so that nothing is covered. */
    record Unavailable(String detail) implements Answer {
      @Override
      public <R> R match(Cases<R> cases) {
        return cases.unavailable().apply(this);
      }
    }
  }
}
