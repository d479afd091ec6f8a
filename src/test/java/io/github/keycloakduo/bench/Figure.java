package io.github.keycloakduo.bench;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One measured figure.
 *
 * @param row of the table it stands in
 * @param name what was measured
 * @param limit the most that meets the goal; absent where the figure only supports others
 * @param gate whether missing the goal is an error of the product, not noise of the machine
 */
record Figure(
    String row,
    String name,
    String unit,
    double value,
    double low,
    double high,
    @Nullable Double limit,
    boolean gate,
    int rounds,
    Instant at)
    implements Result {

  /** A figure without a goal. */
  static Figure of(String row, String name, String unit, Interval interval, int rounds) {
    return new Figure(
        row,
        name,
        unit,
        interval.value(),
        interval.low(),
        interval.high(),
        null,
        false,
        rounds,
        Instant.now());
  }

  /** A figure without a goal that was taken once. */
  static Figure exactly(String row, String name, String unit, double value) {
    return of(row, name, unit, Interval.exactly(value), 1);
  }

  /** The same with a goal, for a figure with little noise. */
  Figure gate(double most) {
    return new Figure(row, name, unit, value, low, high, most, true, rounds, at);
  }

  /** The same with a goal, for a figure that the machine moves. */
  Figure goal(double most) {
    return new Figure(row, name, unit, value, low, high, most, false, rounds, at);
  }

  boolean hasGoal() {
    return limit != null;
  }

  /** Whether the estimate meets the goal, if there is one. */
  boolean isMet() {
    return limit == null || value <= limit;
  }

  Interval interval() {
    return new Interval(value, low, high);
  }
}
