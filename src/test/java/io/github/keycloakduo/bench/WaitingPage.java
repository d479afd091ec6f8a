package io.github.keycloakduo.bench;

import io.github.keycloakduo.bench.Browser.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A page that waits, in a browser that runs its script. */
final class WaitingPage {
  private final Browser browser;
  private final Answer page;
  private final PollPlan plan;
  private int polls;

  WaitingPage(Browser browser, Answer page, PollPlan plan) {
    this.browser = browser;
    this.page = page;
    this.plan = plan;
  }

  Browser browser() {
    return browser;
  }

  int polls() {
    return polls;
  }

  /** What the script asks for. */
  String statusUrl() {
    return page.attribute("data-status-url");
  }

  /** Asks until the wait is over, and goes on to the next page. */
  Answer follow() throws IOException, InterruptedException {
    do {
      LockSupport.parkNanos(plan.before(polls++).toNanos());
    } while (browser.ask(statusUrl()).join().body().contains("waiting"));
    return browser.post(page.action(), "action=continue");
  }

  /** Goes on asking in the background, for as long as the future is not completed. */
  void pollUntil(CompletableFuture<?> end) {
    Duration pause = plan.before(polls++);
    Executor later = CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS);
    CompletableFuture.runAsync(() -> {}, later)
        .thenRun(
            () -> {
              if (!end.isDone()) {
                browser.ask(statusUrl()).whenComplete((answer, lost) -> pollUntil(end));
              }
            });
  }

  /** Leaves by the button. */
  void cancel() throws IOException, InterruptedException {
    browser.post(page.action(), "action=cancel");
  }
}
