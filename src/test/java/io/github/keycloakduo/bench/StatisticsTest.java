package io.github.keycloakduo.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Median, interval and percentiles. */
class StatisticsTest {

  @Test
  void theMedianIsTheMiddleOrBetweenTheTwoInTheMiddle() {
    assertThat(Statistics.median(List.of(3.0, 1.0, 2.0)).value()).isEqualTo(2);
    assertThat(Statistics.median(List.of(4.0, 1.0, 3.0, 2.0)).value()).isEqualTo(2.5);
  }

  /** Ranks as in tables of the binomial distribution with a probability of one half. */
  @ParameterizedTest
  @CsvSource({"6,1", "8,1", "9,2", "12,3", "16,4", "20,6", "25,8"})
  void theIntervalLiesBetweenTheRanksOfTheSignTest(int count, int rank) {
    Interval interval =
        Statistics.median(IntStream.rangeClosed(1, count).mapToObj(i -> (double) i).toList());

    assertThat(interval.low()).isEqualTo(rank);
    assertThat(interval.high()).isEqualTo(count + 1 - rank);
  }

  @Test
  void fewValuesAllLieInTheInterval() {
    assertThat(Statistics.median(List.of(5.0, 1.0, 3.0))).isEqualTo(new Interval(3, 1, 5));
    assertThat(Statistics.median(List.of(7.0))).isEqualTo(Interval.exactly(7));
  }

  @Test
  void oneOutlierMovesNeitherMedianNorInterval() {
    List<Double> usual = DoubleStream.iterate(1, x -> x + 0.01).limit(16).boxed().toList();
    List<Double> disturbed = new java.util.ArrayList<>(usual);
    disturbed.set(15, 50.0);

    assertThat(Statistics.median(disturbed)).isEqualTo(Statistics.median(usual));
  }

  @Test
  void aPercentileIsOneOfTheValues() {
    List<Double> values = IntStream.rangeClosed(1, 100).mapToObj(i -> (double) i).toList();

    assertThat(Statistics.percentile(values, 50)).isEqualTo(50);
    assertThat(Statistics.percentile(values, 95)).isEqualTo(95);
    assertThat(Statistics.percentile(List.of(3.0), 95)).isEqualTo(3);
  }

  @Test
  void nothingHasNoMedian() {
    assertThatIllegalArgumentException().isThrownBy(() -> Statistics.median(List.of()));
  }
}
