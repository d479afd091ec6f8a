package io.github.keycloakduo.bench;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Statistics;

/** The row of code that runs in each login, measured by JMH alone. */
final class JmhRow {
  private static final String ROW = "jmh";
  private static final String ALLOCATION = "gc.alloc.rate.norm";
  private static final double CONFIDENCE = 0.95;

  private JmhRow() {}

  static List<Row> all() {
    return List.of(new Measured(ROW, JmhRow::measure));
  }

  private static void measure(Lab lab) {
    int iterations = lab.options().size(8, 1);
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include("io\\.github\\.keycloakduo\\..*Benchmark\\..*")
            .forks(1)
            .mode(Mode.AverageTime)
            .timeUnit(TimeUnit.NANOSECONDS)
            .warmupIterations(lab.options().size(3, 1))
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(iterations)
            .measurementTime(TimeValue.seconds(1))
            .addProfiler(GCProfiler.class);
    try {
      add(lab, new Runner(options.build()).run(), iterations);
    } catch (RunnerException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void add(Lab lab, Collection<RunResult> runs, int iterations) {
    for (RunResult run : runs) {
      Statistics time = run.getPrimaryResult().getStatistics();
      double[] interval =
          iterations > 2
              ? time.getConfidenceIntervalAt(CONFIDENCE)
              : new double[] {time.getMean(), time.getMean()};
      lab.results()
          .add(
              Figure.of(
                  ROW,
                  name(run),
                  "ns",
                  new Interval(time.getMean(), interval[0], interval[1]),
                  iterations));
      lab.results()
          .add(
              Figure.of(
                  ROW,
                  name(run) + ": allocation",
                  "B",
                  Interval.exactly(Math.rint(allocation(run))),
                  iterations));
    }
  }

  private static double allocation(RunResult run) {
    return Objects.requireNonNull(run.getSecondaryResults().get(ALLOCATION)).getScore();
  }

  /** The last two parts of the benchmark's name, as words. */
  private static String name(RunResult run) {
    String[] parts = run.getParams().getBenchmark().split("\\.", -1);
    return parts[parts.length - 2].replace("Benchmark", "").toLowerCase(Locale.ROOT)
        + ", "
        + parts[parts.length - 1].replaceAll("([a-z])([A-Z0-9])", "$1 $2").toLowerCase(Locale.ROOT);
  }
}
