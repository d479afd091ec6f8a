package io.github.keycloakduo.bench;

import io.github.keycloakduo.bench.Browser.Answer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A page that waits, in a browser that runs its script. */
final class WaitingPage {
  private final Browser browser;
  private final Answer page;
  private final PollPlan plan;
  private int polls;
  private Duration asked = Duration.ZERO;

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
      LockSupport.parkNanos(pause().toNanos());
    } while (heard(browser.ask(statusUrl()).join()).contains("waiting"));
    return browser.post(page.action(), "action=continue");
  }

  /** Goes on asking in the background, for as long as the future is not completed. */
  void pollUntil(CompletableFuture<?> end) {
    Executor later = CompletableFuture.delayedExecutor(pause().toMillis(), TimeUnit.MILLISECONDS);
    CompletableFuture.runAsync(() -> {}, later)
        .thenRun(
            () -> {
              if (!end.isDone()) {
                browser
                    .ask(statusUrl())
                    .thenApply(this::heard)
                    .whenComplete((answer, lost) -> pollUntil(end));
              }
            });
  }

  private Duration pause() {
    Duration planned = plan.before(polls++);
    double spread = 1 + ThreadLocalRandom.current().nextDouble();
    Duration atLeast = Duration.ofMillis((long) (asked.toMillis() * spread));
    return planned.compareTo(atLeast) > 0 ? planned : atLeast;
  }

  /** The body of an answer, which may ask for a longer pause. */
  private String heard(HttpResponse<String> answer) {
    asked =
        answer
            .headers()
            .firstValue("Retry-After")
            .map(Long::valueOf)
            .map(Duration::ofSeconds)
            .orElse(Duration.ZERO);
    return answer.body();
  }

  /** Leaves by the button. */
  void cancel() throws IOException, InterruptedException {
    browser.post(page.action(), "action=cancel");
  }
}
