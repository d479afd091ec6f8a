package io.github.keycloakduo.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrendTest {
  @Test
  void isTheGrowthForAThousandLogins() {
    List<Vitals> growing =
        IntStream.range(0, 9).mapToObj(i -> heap(500L * i, 100 + 3 * i)).toList();

    assertThat(trend(growing).perThousandLogins()).isEqualTo(6);
  }

  @Test
  void isNotMovedByOutliers() {
    List<Vitals> points =
        IntStream.range(0, 9).mapToObj(i -> heap(500L * i, i == 8 ? 1e9 : 100)).toList();

    assertThat(trend(points).perThousandLogins()).isZero();
    assertThat(trend(points).most()).isEqualTo(1e9);
  }

  @Test
  void isZeroWithoutALogin() {
    assertThat(trend(List.of(heap(5, 1), heap(5, 2))).perThousandLogins()).isZero();
  }

  private static Trend trend(List<Vitals> points) {
    return Trend.of("heap", points, Vitals::heap);
  }

  private static Vitals heap(long logins, double heap) {
    return new Vitals(logins, 0, heap, 0, 0, 0, 0, 0);
  }
}
