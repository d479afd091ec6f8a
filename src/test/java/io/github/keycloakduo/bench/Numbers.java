package io.github.keycloakduo.bench;

import java.util.Locale;

/** Numbers as the page writes them. */
final class Numbers {
  private Numbers() {}

  static String of(double value, int decimals) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }

  static String whole(double value) {
    return of(value, 0);
  }

  /** With three digits or more. */
  static String rounded(double value) {
    double size = Math.abs(value);
    if (value == Math.rint(value) || size >= 100) {
      return of(value, 0);
    }
    return of(value, size >= 10 ? 1 : size >= 1 ? 2 : 3);
  }

  /** An estimate of this unit with its interval. */
  static String of(Interval interval, String unit) {
    boolean ratio = unit.equals("ratio");
    String value = ratio ? of(interval.value(), 3) : rounded(interval.value()) + " " + unit;
    if (interval.isExact()) {
      return value;
    }
    return ratio
        ? "%s [%s..%s]".formatted(value, of(interval.low(), 3), of(interval.high(), 3))
        : "%s [%s..%s]".formatted(value, rounded(interval.low()), rounded(interval.high()));
  }
}
