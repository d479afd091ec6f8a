package io.github.keycloakduo.bench;

import java.util.Arrays;
import java.util.List;

/** Order statistics: no assumption about how noise is distributed. */
final class Statistics {
  private static final double LEFT_OUT = 0.05;

  private Statistics() {}

  /** The median with the 95 % interval for it. */
  static Interval median(List<Double> values) {
    double[] sorted = sorted(values);
    int rank = rank(sorted.length);
    return new Interval(middle(sorted), sorted[rank], sorted[sorted.length - 1 - rank]);
  }

  /** The smallest value that so many percent of all do not exceed. */
  static double percentile(List<Double> values, double percent) {
    double[] sorted = sorted(values);
    int index = (int) Math.ceil(percent / 100 * sorted.length) - 1;
    return sorted[Math.min(sorted.length - 1, Math.max(0, index))];
  }

  private static double middle(double[] sorted) {
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }

  /**
   * How many values lie below the interval, and as many above it: the true median is outside of it
   * as seldom as so many heads or fewer come up in as many throws of a coin. With fewer than six
   * values the interval is all of them, and holds the median less often.
   */
  private static int rank(int count) {
    double probability = Math.pow(0.5, count);
    double outside = probability;
    int rank = 0;
    while (2 * outside <= LEFT_OUT && rank < count / 2) {
      rank++;
      probability = probability * (count - rank + 1) / rank;
      outside += probability;
    }
    return Math.max(0, rank - 1);
  }

  private static double[] sorted(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("no values");
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted;
  }
}
