package io.github.keycloakduo.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The growth of one vital sign with the number of logins: the median slope of all pairs of points
 * (Theil and Sen), which single outliers do not move.
 */
record Trend(String name, double first, double last, double most, double perThousandLogins) {

  /** The trend over these points, of which there are at least two. */
  static Trend of(String name, List<Vitals> points, ToDoubleFunction<Vitals> sign) {
    List<Double> slopes = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      for (int j = i + 1; j < points.size(); j++) {
        double logins = points.get(j).logins() - points.get(i).logins();
        if (logins > 0) {
          double growth = sign.applyAsDouble(points.get(j)) - sign.applyAsDouble(points.get(i));
          slopes.add(1000 * growth / logins);
        }
      }
    }
    slopes.sort(Double::compare);
    return new Trend(
        name,
        sign.applyAsDouble(points.get(0)),
        sign.applyAsDouble(points.get(points.size() - 1)),
        points.stream().mapToDouble(sign).max().orElseThrow(),
        median(slopes));
  }

  private static double median(List<Double> sorted) {
    if (sorted.isEmpty()) {
      return 0;
    }
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
