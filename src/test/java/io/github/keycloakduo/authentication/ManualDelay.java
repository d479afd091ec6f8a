package io.github.keycloakduo.authentication;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Pauses that end when the test lets time pass. */
final class ManualDelay implements Delay {
  private final MutableClock clock;
  private final List<Running> running = new CopyOnWriteArrayList<>();

  ManualDelay(MutableClock clock) {
    this.clock = clock;
  }

  private record Running(Instant end, CompletableFuture<Void> over) {}

  @Override
  public CompletableFuture<Void> of(Duration duration) {
    CompletableFuture<Void> over = new CompletableFuture<>();
    running.add(new Running(clock.instant().plus(duration), over));
    return over;
  }

  /** Lets time pass and ends the pauses in it, each at its time. */
  void pass(Duration by) {
    Instant goal = clock.instant().plus(by);
    for (Optional<Running> next = due(goal); next.isPresent(); next = due(goal)) {
      Running pause = next.get();
      running.remove(pause);
      clock.advance(Duration.between(clock.instant(), pause.end()));
      pause.over().complete(null);
    }
    clock.advance(Duration.between(clock.instant(), goal));
  }

  int count() {
    return running.size();
  }

  private Optional<Running> due(Instant goal) {
    return running.stream()
        .filter(pause -> !pause.end().isAfter(goal))
        .min(Comparator.comparing(Running::end));
  }
}
