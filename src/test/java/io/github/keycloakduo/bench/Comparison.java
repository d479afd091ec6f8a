package io.github.keycloakduo.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Arms that run by turns in one run of the server, A B C and then C B A: what changes with time,
 * such as other work on the machine, meets all of them alike.
 */
final class Comparison {
  private static final int MOST_ERRORS_SHOWN = 3;

  private final Lab lab;
  private final String row;
  private final List<Arm> arms;
  private final List<Slice> slices = new ArrayList<>();

  private Comparison(Lab lab, String row, List<Arm> arms) {
    this.lab = lab;
    this.row = row;
    this.arms = arms;
  }

  /** Runs all of it. */
  static Comparison run(Lab lab, String row, Pace pace, List<Arm> arms) {
    Comparison comparison = new Comparison(lab, row, arms);
    comparison.tryOut();
    Pace half = new Pace(pace.parallel(), pace.warmUp(), 1, pace.warmUp().dividedBy(2));
    arms.forEach(arm -> comparison.slice(arm, -2, half));
    arms.forEach(arm -> comparison.slice(arm, -1, half));
    for (int round = 0; round < pace.rounds(); round++) {
      List<Arm> order = new ArrayList<>(arms);
      if (round % 2 == 1) {
        Collections.reverse(order);
      }
      for (Arm arm : order) {
        Slice slice = comparison.slice(arm, round, pace);
        comparison.slices.add(slice);
        lab.results().add(slice);
      }
    }
    return comparison;
  }

  int rounds() {
    return slices.size() / arms.size();
  }

  /** A property of the slices of one arm. */
  Interval of(String arm, ToDoubleFunction<Slice> property) {
    return Statistics.median(slices(arm).stream().map(property::applyAsDouble).toList());
  }

  /** The ratio of two arms, round by round. */
  Interval ratio(String arm, String to, ToDoubleFunction<Slice> property) {
    return paired(arm, to, property, (one, other) -> one / other);
  }

  /** How much more one arm has than the other, round by round. */
  Interval difference(String arm, String to, ToDoubleFunction<Slice> property) {
    return paired(arm, to, property, (one, other) -> one - other);
  }

  /** The sum over all slices of an arm. */
  double sum(String arm, ToDoubleFunction<Slice> property) {
    return slices(arm).stream().mapToDouble(property).sum();
  }

  /** A figure of this comparison. */
  Figure figure(String name, String unit, Interval interval) {
    return Figure.of(row, name, unit, interval, rounds());
  }

  private Interval paired(
      String arm,
      String to,
      ToDoubleFunction<Slice> property,
      java.util.function.DoubleBinaryOperator operator) {
    List<Slice> ours = slices(arm);
    List<Slice> theirs = slices(to);
    List<Double> values = new ArrayList<>();
    for (int round = 0; round < ours.size(); round++) {
      values.add(
          operator.applyAsDouble(
              property.applyAsDouble(ours.get(round)), property.applyAsDouble(theirs.get(round))));
    }
    return Statistics.median(values);
  }

  private List<Slice> slices(String arm) {
    return slices.stream()
        .filter(slice -> slice.arm().equals(arm))
        .sorted(java.util.Comparator.comparingInt(Slice::round))
        .toList();
  }

  /** One login of each arm: a wrong flow is found before minutes have gone by. */
  private void tryOut() {
    for (Arm arm : arms) {
      try {
        arm.script().run(arm.site().browser(), arm.nextUser());
      } catch (IOException | LoginFailed failed) {
        throw new IllegalStateException("arm " + arm.name() + " does not work", failed);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }

  private Slice slice(Arm arm, int round, Pace pace) {
    double cpu = lab.probe().cpuMillis();
    double allocated = lab.probe().allocatedKib();
    long calls = lab.duo().calls();
    long connections = lab.duo().connections();
    long begin = System.nanoTime();
    List<Visitor> visitors = visitors(arm, begin + pace.slice().toNanos(), pace.parallel());
    double seconds = (System.nanoTime() - begin) / 1e9;
    List<Double> times = visitors.stream().flatMap(visitor -> visitor.millis.stream()).toList();
    Slice slice =
        new Slice(
            row,
            arm.name(),
            round,
            times.size(),
            visitors.stream().mapToInt(visitor -> visitor.errors).sum(),
            visitors.stream().mapToInt(visitor -> visitor.requests).sum(),
            seconds,
            lab.probe().cpuMillis() - cpu,
            lab.probe().allocatedKib() - allocated,
            lab.duo().calls() - calls,
            lab.duo().connections() - connections,
            times.isEmpty() ? 0 : Statistics.percentile(times, 50),
            times.isEmpty() ? 0 : Statistics.percentile(times, 95));
    report(slice, visitors);
    return slice;
  }

  private static List<Visitor> visitors(Arm arm, long end, int parallel) {
    ExecutorService threads = Executors.newFixedThreadPool(parallel);
    try {
      List<Future<Visitor>> running = new ArrayList<>();
      for (int i = 0; i < parallel; i++) {
        running.add(threads.submit(() -> new Visitor(arm).untilNano(end)));
      }
      List<Visitor> visitors = new ArrayList<>();
      for (Future<Visitor> visitor : running) {
        visitors.add(visitor.get());
      }
      return visitors;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static void report(Slice slice, List<Visitor> visitors) {
    System.out.printf(
        "row %s round %3d %-12s %5d logins %6.2f ms CPU %7.0f KiB %s%n",
        slice.row(),
        slice.round(),
        slice.arm(),
        slice.logins(),
        slice.cpuPerLogin(),
        slice.allocatedPerLogin(),
        slice.errors() == 0 ? "" : slice.errors() + " errors");
    Map<String, Integer> kinds = new TreeMap<>();
    visitors.forEach(visitor -> kinds.putAll(visitor.kinds));
    kinds.keySet().stream()
        .limit(MOST_ERRORS_SHOWN)
        .forEach(kind -> System.out.println("  " + kind));
  }

  /** Logs in again and again, each time as another user. */
  private static final class Visitor {
    private final Arm arm;
    private final List<Double> millis = new ArrayList<>();
    private final Map<String, Integer> kinds = new TreeMap<>();
    private int errors;
    private int requests;

    Visitor(Arm arm) {
      this.arm = arm;
    }

    Visitor untilNano(long end) throws InterruptedException {
      while (System.nanoTime() < end) {
        Browser browser = arm.site().browser();
        long begin = System.nanoTime();
        try {
          arm.script().run(browser, arm.nextUser());
          millis.add((System.nanoTime() - begin) / 1e6);
        } catch (IOException | LoginFailed failed) {
          errors++;
          kinds.merge(String.valueOf(failed.getMessage()), 1, Integer::sum);
        }
        requests += browser.requests();
      }
      return this;
    }
  }

  /** How many statements of SQL one login of an arm costs. */
  double statements(String arm, int logins) {
    Function<String, Arm> named =
        name -> arms.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    Arm counted = named.apply(arm);
    return (double)
            lab.database()
                .statementsOf(
                    () -> {
                      for (int i = 0; i < logins; i++) {
                        once(counted);
                      }
                    })
        / logins;
  }

  private static void once(Arm arm) {
    try {
      arm.script().run(arm.site().browser(), arm.nextUser());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
