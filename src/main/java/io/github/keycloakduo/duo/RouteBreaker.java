package io.github.keycloakduo.duo;

import com.github.benmanes.caffeine.cache.Ticker;
import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.Result;
import io.github.keycloakduo.resilience.CircuitBreaker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The circuit breaker before Duo, as one route leads there. While it is open no login calls Duo;
 * one ping every few seconds tries whether Duo is back. See {@code
 * docs/decisions/0026-circuit-breaker.md}.
 */
final class RouteBreaker {
  static final CircuitBreaker.Policy POLICY =
      new CircuitBreaker.Policy(5, Duration.ofSeconds(30), Duration.ofSeconds(10));

  static final Duration PROBE_LIMIT = Duration.ofSeconds(5);

  /** A route that no login has taken for so long may be gone for good. */
  static final Duration IDLE = Duration.ofMinutes(15);

  /** What starts work after a time. */
  @FunctionalInterface
  interface Timer {
    void after(Duration time, Runnable work);
  }

  private final BreakerKey key;
  private final CircuitBreaker breaker;
  private final Timer timer;
  private final BreakerObserver observer;
  private final Ticker ticker;

  /** The failure that opened it: the first proof that Duo is out of reach. */
  private Optional<Fault> callFault = Optional.empty();

  /** The last failure of a ping: the second proof. */
  private Optional<Fault> pingFault = Optional.empty();

  private long pingFailedAt;

  /** Counts openings, so that the timer of an earlier one is told from that of this one. */
  private int opening;

  private long usedAt;

  /** Closed. */
  RouteBreaker(BreakerKey key, Timer timer, BreakerObserver observer, Ticker ticker) {
    this.key = key;
    this.breaker = new CircuitBreaker(POLICY, ticker);
    this.timer = timer;
    this.observer = observer;
    this.ticker = ticker;
  }

  boolean isOpen() {
    return breaker.isOpen();
  }

  /**
   * The guard of one integration's calls.
   *
   * @param probe the ping by which this integration would find out whether Duo is back
   */
  CallGuard guard(Supplier<CompletableFuture<Result<Long>>> probe) {
    return new CallGuard() {
      @Override
      public <T> CompletableFuture<Result<T>> call(
          Duration limit, Supplier<CompletableFuture<Result<T>>> call) {
        Optional<Fault> refusal = refusal();
        long begun = ticker.read();
        return refusal.isPresent()
            ? CompletableFuture.completedFuture(new Result.Failed<>(refusal.get()))
            : call.get().whenComplete((reply, none) -> heard(reply, begun, limit, probe));
      }

      @Override
      public <T> CompletableFuture<Result<T>> ping(Supplier<CompletableFuture<Result<T>>> call) {
        Optional<Fault> refusal = refusalOfPing();
        long begun = ticker.read();
        return refusal.isPresent()
            ? CompletableFuture.completedFuture(new Result.Failed<>(refusal.get()))
            : call.get().whenComplete((reply, none) -> heardOfPing(reply, begun));
      }

      @Override
      public <T> CompletableFuture<Result<T>> always(Supplier<CompletableFuture<Result<T>>> call) {
        return call.get().whenComplete((reply, none) -> heardOfOther(reply));
      }
    };
  }

  private synchronized Optional<Fault> refusal() {
    usedAt = ticker.read();
    return breaker.isOpen() ? callFault.map(RouteBreaker::notAsked) : Optional.empty();
  }

  /**
   * Where no login had to ping Duo, the ping that opens a login has still to be made. It is made by
   * the first login that needs it.
   */
  private synchronized Optional<Fault> refusalOfPing() {
    return breaker.isOpen() ? pingFault.map(RouteBreaker::notAsked) : Optional.empty();
  }

  private static Fault notAsked(Fault proof) {
    return new Fault(
        proof.kind(),
        "Duo was not asked, since "
            + POLICY.failures()
            + " calls in a row have failed ("
            + proof.detail()
            + ")");
  }

  private <T> void heard(
      Result<T> reply,
      long begun,
      Duration limit,
      Supplier<CompletableFuture<Result<Long>>> probe) {
    reply
        .<Runnable>match(
            answer -> this::answered, fault -> () -> failed(fault, begun, limit, probe))
        .run();
  }

  private void failed(
      Fault fault, long begun, Duration limit, Supplier<CompletableFuture<Result<Long>>> probe) {
    if (!fault.kind().isSilence()) {
      notSilent(fault);
    } else if (!fault.kind().isTimeout() || key.isPatient(limit)) {
      silent(fault, begun, probe);
    }
  }

  private void silent(Fault fault, long begun, Supplier<CompletableFuture<Result<Long>>> probe) {
    synchronized (this) {
      // A call that was under way when it opened must not put off the next try.
      if (breaker.isOpen() || !breaker.recordFailure(begun)) {
        return;
      }
      callFault = Optional.of(fault);
      if (ticker.read() - pingFailedAt > POLICY.window().toNanos()) {
        pingFault = Optional.empty();
      }
      opening++;
      schedule(opening, probe);
    }
    observer.onOpen(
        key
            + " has not answered "
            + POLICY.failures()
            + " calls in a row ("
            + fault.detail()
            + "); logins are decided without it, and it is tried every "
            + POLICY.pause().toSeconds()
            + " s");
  }

  private <T> void heardOfPing(Result<T> reply, long begun) {
    reply
        .<Runnable>match(
            answer -> this::answered,
            fault ->
                () -> {
                  if (fault.kind().isSilence()) {
                    pingFailed(fault, begun);
                  } else {
                    notSilent(fault);
                  }
                })
        .run();
  }

  private <T> void heardOfOther(Result<T> reply) {
    reply
        .<Runnable>match(
            answer -> this::answered,
            fault ->
                () -> {
                  if (!fault.kind().isSilence()) {
                    notSilent(fault);
                  }
                })
        .run();
  }

  private synchronized void pingFailed(Fault fault, long begun) {
    if (!breaker.hasAnsweredSince(begun)) {
      pingFault = Optional.of(fault);
      pingFailedAt = ticker.read();
    }
  }

  /** Trouble of this server says nothing about Duo; all else is an answer, if not a good one. */
  private void notSilent(Fault fault) {
    if (fault.kind() != Fault.Kind.INTERNAL) {
      close("is not silent any more (" + fault.detail() + ")", breaker::recordSuccess);
    }
  }

  /** Duo has answered. */
  void answered() {
    close("answers again", breaker::recordSuccess);
  }

  private void close(String why, BooleanSupplier closing) {
    boolean wasOpen;
    synchronized (this) {
      pingFault = Optional.empty();
      wasOpen = closing.getAsBoolean();
    }
    if (wasOpen) {
      observer.onClose(key + " " + why);
    }
  }

  private void schedule(int which, Supplier<CompletableFuture<Result<Long>>> probe) {
    timer.after(POLICY.pause(), () -> tryAgain(which, probe));
  }

  private void tryAgain(int which, Supplier<CompletableFuture<Result<Long>>> probe) {
    if (!isCurrent(which)) {
      return;
    }
    if (isIdle()) {
      close("is not used any more", breaker::reset);
    } else if (breaker.tryAcquirePermit()) {
      long begun = ticker.read();
      CompletableFuture.completedFuture(probe)
          .thenCompose(Supplier::get)
          .exceptionally(mistake -> Result.failed(Fault.Kind.INTERNAL, "the ping failed"))
          .thenAccept(reply -> tried(reply, begun, which, probe));
    } else {
      schedule(which, probe);
    }
  }

  private void tried(
      Result<Long> reply, long begun, int which, Supplier<CompletableFuture<Result<Long>>> probe) {
    reply
        .<Runnable>match(
            answer -> this::answered,
            fault ->
                fault.kind().isSilence()
                    ? () -> stillSilent(fault, begun, which, probe)
                    : () -> {
                      notSilent(fault);
                      // Trouble of this server, too, ends it: no login may be let in for that.
                      close("is asked again: " + fault.detail(), breaker::reset);
                    })
        .run();
  }

  private void stillSilent(
      Fault fault, long begun, int which, Supplier<CompletableFuture<Result<Long>>> probe) {
    pingFailed(fault, begun);
    breaker.recordFailure(begun);
    schedule(which, probe);
  }

  private synchronized boolean isCurrent(int which) {
    return breaker.isOpen() && which == opening;
  }

  private synchronized boolean isIdle() {
    return ticker.read() - usedAt > IDLE.toNanos();
  }
}
