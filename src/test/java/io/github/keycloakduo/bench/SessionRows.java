package io.github.keycloakduo.bench;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The rows about the sessions that a user has already. */
final class SessionRows {
  private static final List<Integer> SIZES = List.of(0, 10, 100, 300, 1_000);
  private static final String MANY = UserCopies.name(Lab.USERS);

  private SessionRows() {}

  static List<Row> all() {
    return List.of(
        new Measured("13", SessionRows::limit), new Measured("sessions", SessionRows::growth));
  }

  private static void limit(Lab lab) {
    int sessions = lab.options().size(1_000, 50);
    open(lab, MANY, sessions);
    Site exempt = lab.site(Lab.FAST, "exempt");
    Site limit = lab.site(Lab.FAST, "limit");
    Pace pace = lab.options().pace();
    Comparison logins =
        Comparison.run(
            lab,
            "13",
            new Pace(1, pace.warmUp().dividedBy(4), pace.rounds(), pace.slice().dividedBy(2)),
            List.of(
                lab.arm("no limit", LoginScript.password(exempt), exempt),
                arm(lab, "limit", "limit", MANY),
                lab.arm("limit, few sessions", LoginScript.password(limit), limit)));
    lab.results()
        .add(
            logins
                .figure(
                    "login under a session limit, user with "
                        + sessions
                        + " sessions / without limit: CPU",
                    "ratio",
                    logins.ratio("limit", "no limit", Slice::cpuPerLogin))
                .goal(2));
    lab.results()
        .add(
            logins
                .figure(
                    "login under a session limit, user with "
                        + sessions
                        + " sessions / without limit: p50",
                    "ratio",
                    logins.ratio("limit", "no limit", Slice::p50))
                .goal(2));
    lab.results()
        .add(
            logins.figure(
                "login under a session limit, user with few sessions / without limit: CPU",
                "ratio",
                logins.ratio("limit, few sessions", "no limit", Slice::cpuPerLogin)));
    lab.results()
        .add(
            logins
                .figure(
                    "login under a session limit: SQL statements more than without",
                    "statements",
                    Interval.exactly(
                        logins.statements("limit", 20) - logins.statements("no limit", 20)))
                .gate(6));
  }

  /** Sessions pile up: all arms of a user add to what the others find. */
  private static Arm arm(Lab lab, String name, String client, String user) {
    Site site = lab.site(Lab.FAST, client);
    LoginScript login = LoginScript.password(site);
    return new Arm(
        name, site, (browser, ignored) -> login.run(browser, user), new AtomicInteger(), 1, 1);
  }

  private static void growth(Lab lab) {
    List<Integer> sizes = lab.options().shortened() ? List.of(0, 20) : SIZES;
    for (int i = 0; i < sizes.size(); i++) {
      int size = sizes.get(i);
      String user = UserCopies.name(Lab.USERS - 1 - i);
      open(lab, user, size);
      Arm arm = arm(lab, "limit", "limit", user);
      Pace pace = new Pace(1, Duration.ofSeconds(2), 1, Duration.ofSeconds(2));
      Comparison logins = Comparison.run(lab, "sessions", pace, List.of(arm));
      lab.results()
          .add(
              new Point(
                  "sessions",
                  "login under a session limit, CPU",
                  "ms",
                  size,
                  logins.of("limit", Slice::cpuPerLogin).value()));
      lab.results()
          .add(
              new Point(
                  "sessions",
                  "login under a session limit, p50",
                  "ms",
                  size,
                  logins.of("limit", Slice::p50).value()));
    }
  }

  private static void open(Lab lab, String user, int count) {
    Site site = lab.site(Lab.FAST, "exempt");
    Crowd.of(2).forAll(count, i -> LoginScript.password(site).run(site.browser(), user));
  }
}
