package io.github.keycloakduo.chaos;

import java.util.List;
import java.util.stream.Stream;

/**
 * The growth of all vital signs in a soak, and the most that each may grow.
 *
 * @param judged the signs that the length of the soak allows to judge
 * @param others those of a soak that ends before the first objects of logins expire
 */
record SoakTrends(List<Judged> judged, List<Trend> others) {
  private static final double MEBIBYTE = 1 << 20;

  /**
   * A trend and its limit.
   *
   * @param most for each thousand logins
   */
  record Judged(Trend trend, double most) {
    boolean isGrowing() {
      return trend.perThousandLogins() > most;
    }
  }

  /**
   * The trends of all points but the first.
   *
   * @param points at equal distances of time
   * @param lifetime of the longest-lived single-use object of a login, in points
   */
  static SoakTrends of(List<Vitals> points, int lifetime) {
    boolean isLevel = points.size() >= 2 * lifetime;
    int skipped = isLevel ? lifetime : points.size() / 3;
    List<Vitals> warm = points.subList(skipped, points.size());
    List<Judged> always =
        List.of(
            new Judged(Trend.of("threads", warm, Vitals::threads), 2),
            new Judged(Trend.of("database connections", warm, Vitals::databaseConnections), 2),
            new Judged(Trend.of("connections to Duo", warm, Vitals::duoConnections), 2),
            new Judged(Trend.of("rows", warm, Vitals::rows), 2),
            new Judged(Trend.of("pending pushes", warm, Vitals::pendingPushes), 2));
    Trend heap = Trend.of("heap MiB", warm, point -> point.heap() / MEBIBYTE);
    return isLevel
        ? new SoakTrends(
            Stream.concat(
                    always.stream(),
                    Stream.of(new Judged(heap, 1), new Judged(objects(points, lifetime), 0.05)))
                .toList(),
            List.of())
        : new SoakTrends(always, List.of(heap));
  }

  /** More logins in the same time leave more objects, so they are set against those logins. */
  private static Trend objects(List<Vitals> points, int lifetime) {
    return Trend.of(
        "single-use objects for each login of their lifetime",
        points.subList(lifetime, points.size()),
        point -> {
          long before = points.get(points.indexOf(point) - lifetime).logins();
          return point.logins() == before ? 0 : point.objects() / (point.logins() - before);
        });
  }

  List<Trend> all() {
    return Stream.concat(judged.stream().map(Judged::trend), others.stream()).toList();
  }

  /** What grew more than it may. */
  List<Judged> growing() {
    return judged.stream().filter(Judged::isGrowing).toList();
  }
}
