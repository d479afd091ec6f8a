package io.github.keycloakduo.bench;

import io.github.keycloakduo.bench.Browser.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The rows about a Duo that is slow, or silent. */
final class OutageRows {
  private static final int PEOPLE = 100;
  private static final double RATE = 20;
  private static final Duration SLOW = Duration.ofSeconds(3);

  /** As many calls without an answer open the circuit breaker. */
  private static final int FAILURES = 5;

  private static final int SAMPLES = 40;

  private OutageRows() {}

  static List<Row> all() {
    return List.of(new Measured("8", OutageRows::slow), new Measured("9", OutageRows::silent));
  }

  private static void slow(Lab lab) {
    Site password = lab.site(Lab.FAST, "password");
    Arm logins = lab.arm("password", LoginScript.password(password), password);
    Duration look = Duration.ofSeconds(lab.options().size(30, 8));
    OpenLoop.run(logins, RATE, look.dividedBy(2));
    List<Double> alone = OpenLoop.run(logins, RATE, look);
    lab.duo().delay(SLOW);
    AtomicInteger done = new AtomicInteger();
    AtomicInteger requests = new AtomicInteger();
    CompletableFuture<Void> end = new CompletableFuture<>();
    CompletableFuture<Void> people =
        CompletableFuture.runAsync(
            () ->
                Crowd.of(PEOPLE)
                    .forAll(
                        PEOPLE,
                        i -> {
                          while (!end.isDone()) {
                            Browser browser = lab.site(Lab.FAST, "passcode").browser();
                            patientPasscode(lab, browser);
                            requests.addAndGet(browser.requests());
                            done.incrementAndGet();
                          }
                        }));
    LockSupport.parkNanos(SLOW.toNanos());
    List<Double> beside = OpenLoop.run(logins, RATE, look);
    end.complete(null);
    people.join();
    lab.duo().delay(Duration.ZERO);
    double before = Statistics.percentile(alone, 95);
    double during = Statistics.percentile(beside, 95);
    lab.results()
        .add(
            Figure.exactly(
                    "8",
                    "Duo answers after 3 s, 100 people in the step: p95 of password logins / alone",
                    "ratio",
                    during / before)
                .goal(1.5));
    lab.results().add(Figure.exactly("8", "p95 of password logins alone, 20/s", "ms", before));
    lab.results().add(Figure.exactly("8", "p95 of password logins meanwhile, 20/s", "ms", during));
    lab.results()
        .add(
            Figure.exactly(
                    "8",
                    "requests for each passcode login, with script",
                    "requests",
                    (double) requests.get() / Math.max(1, done.get()))
                .gate(5));
  }

  /** A login by a passcode in a browser that runs the script of the page. */
  private static void patientPasscode(Lab lab, Browser browser)
      throws IOException, InterruptedException {
    Site site = lab.site(Lab.FAST, "passcode");
    Answer factor = patient(browser, LoginScript.afterPassword(site, browser, lab.nextUser()));
    Answer end = patient(browser, browser.post(factor.action(), "passcode=" + DuoStub.PASSCODE));
    if (!end.isLoggedIn()) {
      throw new LoginFailed("not logged in: " + end);
    }
  }

  private static Answer patient(Browser browser, Answer first)
      throws IOException, InterruptedException {
    Answer answer = first;
    while (answer.has("id=\"duo-waiting\"")) {
      answer = new WaitingPage(browser, answer, PollPlan.forDuo()).follow();
    }
    return answer;
  }

  private static void silent(Lab lab) {
    Site open = lab.site(Lab.FAST, "open");
    Site exempt = lab.site(Lab.FAST, "exempt");
    lab.duo().silent(true);
    try {
      List<Double> waits = new ArrayList<>();
      for (int i = 0; i < FAILURES + 1; i++) {
        waits.add(PasswordStep.seconds(open, lab.nextUser()));
      }
      lab.results()
          .add(
              Figure.exactly(
                  "9",
                  "Duo is silent, duo.timeout 3 s and a ping of 3 s at most: the first login takes",
                  "s",
                  waits.get(0)));
      List<Double> decided = new ArrayList<>();
      List<Double> other = new ArrayList<>();
      for (int i = 0; i < SAMPLES; i++) {
        other.add(PasswordStep.millis(exempt, lab.nextUser()));
        decided.add(PasswordStep.millis(open, lab.nextUser()));
      }
      List<Double> more = new ArrayList<>();
      for (int i = 0; i < SAMPLES; i++) {
        more.add(decided.get(i) - other.get(i));
      }
      lab.results()
          .add(
              Figure.of(
                      "9",
                      "Duo is silent, breaker open: login that fails open, more than an exempt one",
                      "ms",
                      Statistics.median(more),
                      SAMPLES)
                  .gate(5));
    } finally {
      lab.duo().silent(false);
      recover(lab, open);
    }
  }

  /** Until the breaker has found out that Duo is back: a passcode is asked for again. */
  private static void recover(Lab lab, Site open) {
    long patience = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    boolean back = false;
    while (!back && System.nanoTime() < patience) {
      LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
      try {
        back =
            LoginScript.factorPage(open, open.browser(), lab.nextUser()).has("id=\"kc-duo-form\"");
      } catch (IOException | LoginFailed notYet) {
        back = false;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
