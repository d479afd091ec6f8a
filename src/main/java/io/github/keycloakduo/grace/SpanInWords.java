package io.github.keycloakduo.grace;

import java.time.Duration;

/**
 * A span of time as people say it: a whole number of one unit, rounded down by less than a tenth,
 * so that it promises no more than is true.
 */
public record SpanInWords(Unit unit, int number) {
  /** From this number on, the rest is left out. */
  private static final int ENOUGH = 10;

  /** The units, the largest first. */
  public enum Unit {
    DAYS(Duration.ofDays(1)),
    HOURS(Duration.ofHours(1)),
    MINUTES(Duration.ofMinutes(1)),
    SECONDS(Duration.ofSeconds(1));

    private final long seconds;

    Unit(Duration length) {
      this.seconds = length.toSeconds();
    }

    private boolean suits(long span) {
      return span >= seconds && (span % seconds == 0 || span >= ENOUGH * seconds);
    }
  }

  /** Of a span of at least a second; parts of a second do not count. */
  public static SpanInWords of(Duration span) {
    for (Unit unit : Unit.values()) {
      if (unit.suits(span.toSeconds())) {
        return new SpanInWords(unit, Math.toIntExact(span.toSeconds() / unit.seconds));
      }
    }
    return new SpanInWords(Unit.SECONDS, 0);
  }
}
