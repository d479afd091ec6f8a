package io.github.keycloakduo.policy;

import java.util.function.Function;

/**
 * Earlier MFA of one login's user, from its address, under its configuration. Never throws: what
 * cannot be read is {@link Answer.Unavailable}.
 */
public interface GraceLookup {
  /** Whether an earlier MFA covers this login; counts it as a use if so. */
  Answer use();

  /** The same without counting it. */
  Answer look();

  /** What is known of an earlier MFA. */
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

    /** It covers this login. */
    record Holds(String detail) implements Answer {
      @Override
      public <R> R match(Cases<R> cases) {
        return cases.holds().apply(this);
      }
    }

    /** There is none, or it does not count any more. */
    record Absent(String detail) implements Answer {
      @Override
      public <R> R match(Cases<R> cases) {
        return cases.absent().apply(this);
      }
    }

    /** It cannot be read; so it covers nothing. */
    record Unavailable(String detail) implements Answer {
      @Override
      public <R> R match(Cases<R> cases) {
        return cases.unavailable().apply(this);
      }
    }
  }
}
