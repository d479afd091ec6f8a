package io.github.keycloakduo.bench;

import io.github.keycloakduo.bench.Browser.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The rows about people who wait: at the page that asks for a factor, or for a push. */
final class PushRows {
  private static final int HELD = 1_000;
  private static final int CROWD = 4_148;
  private static final int STARTERS = 4;
  private static final double RATE = 20;
  private static final Duration LOOK = Duration.ofSeconds(20);

  /** More sockets than one process may usually have are out of reach of this program. */
  private static final List<Integer> SIZES = List.of(100, 1_000, 4_000, 10_000, 15_000);

  private PushRows() {}

  static List<Row> early() {
    return List.of(
        new Measured("5", PushRows::factorPage),
        new Measured("6", PushRows::pendingPushes),
        new Measured("7", PushRows::statusPolls));
  }

  static List<Row> late() {
    return List.of(new Measured("pushes", PushRows::growth));
  }

  private static void factorPage(Lab lab) {
    int count = lab.options().size(HELD, 300);
    // Their users are in Keycloak's cache before anything counts.
    Site password = lab.site(Lab.FAST, "password");
    Crowd.of(STARTERS)
        .forAll(
            count,
            i -> LoginScript.password(password).run(password.browser(), UserCopies.name(i + 1)));
    double otp = heldKib(lab, lab.site(Lab.FAST, "otp"), count);
    double factor = heldKib(lab, lab.site(Lab.FAST, "passcode"), count);
    lab.results()
        .add(
            Figure.exactly(
                "5", "heap for each login that waits at Keycloak's OTP page", "KiB", otp));
    lab.results()
        .add(
            Figure.exactly("5", "heap for each login that waits at the factor page", "KiB", factor)
                .gate(3.5));
  }

  private static double heldKib(Lab lab, Site site, int count) {
    double before = lab.probe().liveKib();
    Crowd.of(STARTERS)
        .forAll(
            count,
            i -> LoginScript.factorPage(site, site.browser(), UserCopies.name(i + 1)).action());
    return (lab.probe().liveKib() - before) / count;
  }

  private static void pendingPushes(Lab lab) {
    int few = lab.options().size(1_000, 100);
    int many = lab.options().size(CROWD, 300);
    Site password = lab.site(Lab.FAST, "password");
    Arm logins = lab.arm("password", LoginScript.password(password), password);
    Duration look = lab.options().shortened() ? Duration.ofSeconds(5) : LOOK;
    OpenLoop.run(logins, RATE, look.dividedBy(2));
    List<Double> alone = OpenLoop.run(logins, RATE, look);
    Crowd.of(STARTERS)
        .forAll(
            few,
            i -> LoginScript.password(password).run(password.browser(), UserCopies.name(i + 1)));

    CompletableFuture<Void> end = new CompletableFuture<>();
    double before = lab.probe().liveKib();
    List<WaitingPage> waiting = push(lab, 0, few);
    lab.results()
        .add(
            Figure.exactly(
                    "6",
                    "heap for each pending push, at " + few,
                    "KiB",
                    (lab.probe().liveKib() - before) / few)
                .gate(25));
    waiting.addAll(push(lab, few, many));
    waiting.forEach(page -> page.pollUntil(end));
    LockSupport.parkNanos(Duration.ofSeconds(10).toNanos());
    List<Double> beside = OpenLoop.run(logins, RATE, look);
    end.complete(null);
    lab.results()
        .add(
            Figure.exactly(
                    "6",
                    "p95 of password logins beside "
                        + waiting.size()
                        + " pending pushes with polling browsers / alone",
                    "ratio",
                    Statistics.percentile(beside, 95) / Statistics.percentile(alone, 95))
                .goal(1.2));
    lab.results()
        .add(
            Figure.exactly(
                "6",
                "p95 of password logins alone, " + Numbers.whole(RATE) + "/s",
                "ms",
                Statistics.percentile(alone, 95)));
    release(lab);
  }

  /** Brings the users with these numbers to the page that waits for a push. */
  private static List<WaitingPage> push(Lab lab, int from, int to) {
    Site site = lab.site(Lab.FAST, "push");
    PollPlan plan = PollPlan.forPerson();
    List<WaitingPage> waiting = Collections.synchronizedList(new ArrayList<>());
    AtomicInteger refused = new AtomicInteger();
    Crowd.of(STARTERS)
        .forAll(
            to - from,
            i -> {
              Browser browser = site.browser();
              try {
                Answer page = LoginScript.pushed(site, browser, UserCopies.name(from + i + 1));
                waiting.add(new WaitingPage(browser, page, plan));
              } catch (LoginFailed failed) {
                if (refused.getAndIncrement() == 0) {
                  System.out.println("refused: " + failed.getMessage());
                }
              }
            });
    return waiting;
  }

  private static void release(Lab lab) {
    lab.duo().approveAll();
    long patience = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (lab.duo().waiting() > 0 && System.nanoTime() < patience) {
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      lab.duo().approveAll();
    }
  }

  private static void growth(Lab lab) {
    Site password = lab.site(Lab.FAST, "password");
    Arm logins = lab.arm("password", LoginScript.password(password), password);
    double before = lab.probe().liveKib();
    int pending = 0;
    for (int size : lab.options().shortened() ? List.of(50, 200) : SIZES) {
      int reached = pending + push(lab, pending, size).size();
      pending = reached;
      double kib = (lab.probe().liveKib() - before) / reached;
      List<Double> times =
          OpenLoop.run(logins, RATE, Duration.ofSeconds(lab.options().size(10, 3)));
      lab.results().add(new Point("pushes", "heap for each", "KiB", reached, kib));
      lab.results()
          .add(
              new Point(
                  "pushes",
                  "p95 of password logins",
                  "ms",
                  reached,
                  Statistics.percentile(times, 95)));
      lab.results()
          .add(
              new Point(
                  "pushes",
                  "threads of the server",
                  "threads",
                  reached,
                  lab.probe().threadCount()));
      System.out.printf("pending %d: %.1f KiB each%n", reached, kib);
      if (reached < size) {
        break;
      }
    }
    lab.results().add(Figure.exactly("pushes", "pending pushes on one node", "pushes", pending));
    lab.results()
        .add(
            Figure.exactly(
                "pushes",
                "passcode logins of 100 that go through beside them",
                "logins",
                passcodes(lab)));
    release(lab);
  }

  private static double passcodes(Lab lab) {
    Site site = lab.site(Lab.FAST, "passcode");
    AtomicInteger through = new AtomicInteger();
    Crowd.of(STARTERS)
        .forAll(
            100,
            i -> {
              try {
                LoginScript.passcode(site).run(site.browser(), UserCopies.name(Lab.USERS - i));
                through.incrementAndGet();
              } catch (LoginFailed refused) {
                System.out.println("refused: " + refused.getMessage());
              }
            });
    return through.get();
  }

  private static void statusPolls(Lab lab) {
    emptyPoll(lab);
    approvals(lab);
  }

  private static void emptyPoll(Lab lab) {
    WaitingPage page = push(lab, 0, 1).get(0);
    Site site = lab.site(Lab.FAST, "push");
    String status = page.statusUrl();
    Comparison requests =
        Comparison.run(
            lab,
            "7",
            new Pace(
                1,
                lab.options().pace().warmUp(),
                lab.options().pace().rounds(),
                Duration.ofSeconds(1)),
            List.of(
                lab.arm("GET of the realm", (browser, user) -> browser.get(site.realmUrl()), site),
                lab.arm("empty poll", (browser, user) -> page.browser().ask(status).join(), site)));
    lab.results()
        .add(
            requests
                .figure(
                    "empty status poll / GET of the realm: CPU",
                    "ratio",
                    requests.ratio("empty poll", "GET of the realm", Slice::cpuPerLogin))
                .goal(1.2));
    lab.results()
        .add(
            Figure.exactly(
                    "7",
                    "empty status poll: calls to Duo",
                    "calls",
                    requests.sum("empty poll", Slice::calls))
                .gate(0));
    lab.results()
        .add(
            Figure.exactly(
                    "7",
                    "empty status poll: SQL statements",
                    "statements",
                    requests.statements("empty poll", 50))
                .gate(0));
    release(lab);
  }

  /** People answer a push after some seconds, few of them at once or late. */
  private static void approvals(Lab lab) {
    int count = lab.options().size(200, 20);
    Site site = lab.site(Lab.FAST, "push");
    PollPlan plan = PollPlan.forPerson();
    List<Double> lag = Collections.synchronizedList(new ArrayList<>());
    List<Double> polls = Collections.synchronizedList(new ArrayList<>());
    Crowd.of(50)
        .forAll(
            count,
            i -> {
              Browser browser = site.browser();
              double seconds =
                  Math.exp(Math.log(7) + 0.5 * ThreadLocalRandom.current().nextGaussian());
              Duration reaction = Duration.ofMillis((long) (1000 * Math.min(40, seconds)));
              WaitingPage page;
              long approved;
              synchronized (lag) {
                lab.duo().approveAfter(Optional.of(reaction));
                page =
                    new WaitingPage(
                        browser, LoginScript.pushed(site, browser, UserCopies.name(i + 1)), plan);
                approved = System.nanoTime() + reaction.toNanos();
              }
              if (!page.follow().isLoggedIn()) {
                throw new LoginFailed("the approval did not let in");
              }
              lag.add((System.nanoTime() - approved) / 1e9);
              polls.add((double) page.polls());
            });
    lab.duo().approveAfter(Optional.empty());
    lab.results()
        .add(
            Figure.of(
                    "7",
                    "approval to next page, with script: median",
                    "s",
                    Statistics.median(lag),
                    count)
                .gate(0.7));
    lab.results()
        .add(
            Figure.exactly(
                "7",
                "polls for each push that is answered after 7 s (median), mean",
                "polls",
                polls.stream().mapToDouble(Double::doubleValue).average().orElse(0)));
  }
}
