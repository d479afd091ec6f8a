package io.github.keycloakduo.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class SoakTrendsTest {
  private static final int LIFETIME = 12;
  private static final int LENGTH = 30;

  @Test
  void allowsMoreObjectsWhileThereAreMoreLogins() {
    assertThat(trends(round -> round < 15 ? 300 : 900, 0).growing()).isEmpty();
  }

  @Test
  void noticesThatEveryOtherLoginLeavesAnObjectForever() {
    assertThat(trends(round -> 500, 0.5).growing())
        .extracting(growing -> growing.trend().name())
        .containsExactly("single-use objects for each login of their lifetime");
  }

  @Test
  void doesNotJudgeObjectsAndHeapOfAShortSoak() {
    List<Vitals> points = points(round -> 500, 3).subList(0, LIFETIME);

    SoakTrends trends = SoakTrends.of(points, LIFETIME);

    assertThat(trends.growing()).isEmpty();
    assertThat(trends.all()).extracting(Trend::name).contains("heap MiB");
  }

  @Test
  void noticesAThreadThatEveryHundredthLoginLeaves() {
    List<Vitals> points = new ArrayList<>();
    for (int round = 0; round < LIFETIME; round++) {
      points.add(new Vitals(500L * round, 5.0 * round, 0, 0, 0, 0, 0, 0));
    }

    assertThat(SoakTrends.of(points, LIFETIME).growing())
        .extracting(growing -> growing.trend().name())
        .containsExactly("threads");
  }

  private static SoakTrends trends(LongUnaryOperator loginsOfRound, double leaked) {
    return SoakTrends.of(points(loginsOfRound, leaked), LIFETIME);
  }

  /** Each login has two objects until its lifetime ends. */
  private static List<Vitals> points(LongUnaryOperator loginsOfRound, double leaked) {
    List<Long> logins = new ArrayList<>();
    List<Vitals> points = new ArrayList<>();
    long all = 0;
    for (int round = 0; round < LENGTH; round++) {
      all += loginsOfRound.applyAsLong(round);
      logins.add(all);
      long expired = round < LIFETIME ? 0 : logins.get(round - LIFETIME);
      double objects = 2.0 * (all - expired) + leaked * all;
      points.add(new Vitals(all, 0, 0, 0, 0, 0, objects, 0));
    }
    return points;
  }
}
