package io.github.keycloakduo.policy;

import java.util.function.Function;

/**
 * The port to the break-glass exemption of one login's user. Never throws: what cannot be read is
 * {@link Answer.Unavailable}.
 */
public interface BreakGlassLookup {
  /** Whether one counts now. Changes nothing. */
  Answer look();

  /** The answer about a break-glass exemption. */
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

    /**
     * The user needs no factor now.
     *
     * @param detail who granted it, until when and why
     */
    record Holds(String detail) implements Answer {
      @Override
      public <R> R match(Cases<R> cases) {
        return cases.holds().apply(this);
      }
    }

    /** There is none, or it has ended. */
    record Absent() implements Answer {
      @Override
      public <R> R match(Cases<R> cases) {
        return cases.absent().apply(this);
      }
    }

    /** The store cannot be read, so that the user is not exempt. */
    record Unavailable() implements Answer {
      @Override
      public <R> R match(Cases<R> cases) {
        return cases.unavailable().apply(this);
      }
    }
  }
}
