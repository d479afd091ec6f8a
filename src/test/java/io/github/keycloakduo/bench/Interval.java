package io.github.keycloakduo.bench;

/**
 * An estimate.
 *
 * @param value the estimate itself
 * @param low where the 95 % interval begins
 * @param high where it ends
 */
record Interval(double value, double low, double high) {
  /** A value that is counted, not estimated. */
  static Interval exactly(double value) {
    return new Interval(value, value, value);
  }

  boolean isExact() {
    return low == high;
  }
}
