package io.github.keycloakduo.grace;

import java.time.Duration;
import java.time.Instant;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What the rules of time cost. */
@State(Scope.Benchmark)
public class WindowBenchmark {
  private final GraceWindow window =
      new GraceWindow(Duration.ofMinutes(15), Duration.ofMinutes(90), 5);
  private final Instant now = Instant.parse("2026-12-01T10:00:00Z");
  private final GracePeriod period = window.opened(now.minusSeconds(60));

  /** The period that an MFA opens. */
  @Benchmark
  public Object opened() {
    return window.opened(now);
  }

  /** Whether a use is left, and the period after it. */
  @Benchmark
  public Object used() {
    return window.state(period, now) == GraceState.HOLDS ? window.used(period, now) : period;
  }
}
