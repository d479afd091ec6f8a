package io.github.keycloakduo.bench;

import io.github.keycloakduo.testkit.database.Postgres;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** The row about the table of graces, with all that earlier logins have left in it. */
final class GraceRows {
  private static final List<Integer> SIZES = List.of(1_000, 10_000, 100_000, 1_000_000);
  private static final int USERS = 500;

  private GraceRows() {}

  static List<Row> all() {
    return List.of(new Measured("graces", GraceRows::growth));
  }

  private static void growth(Lab lab) {
    Site grace = lab.site(Lab.FAST, "grace");
    LoginScript remember = LoginScript.passcodeUnlessRemembered(grace);
    Crowd.of(4).forAll(USERS, i -> remember.run(grace.browser(), UserCopies.name(i + 1)));
    for (int size : lab.options().shortened() ? List.of(1_000, 5_000) : SIZES) {
      fill(lab.database(), size);
      Arm arm =
          new Arm(
              "grace",
              grace,
              LoginScript.password(grace),
              new java.util.concurrent.atomic.AtomicInteger(),
              1,
              USERS);
      Pace pace = new Pace(2, Duration.ofSeconds(4), 5, Duration.ofSeconds(2));
      Comparison logins = Comparison.run(lab, "graces", pace, List.of(arm));
      lab.results()
          .add(
              new Point(
                  "graces",
                  "grace login, CPU",
                  "ms",
                  size,
                  logins.of("grace", Slice::cpuPerLogin).value()));
      lab.results()
          .add(
              new Point(
                  "graces",
                  "grace login, p95",
                  "ms",
                  size,
                  logins.of("grace", Slice::p95).value()));
    }
  }

  /** Adds graces of users that are never seen again, until the table has so many. */
  private static void fill(Postgres database, int size) {
    long more = size - Long.parseLong(database.query("select count(*) from duo_mfa_grace").get(0));
    if (more <= 0) {
      return;
    }
    String columns =
        String.join(
            ", ",
            database.query(
                "select column_name from information_schema.columns where table_name ="
                    + " 'duo_mfa_grace' order by ordinal_position"));
    String values =
        List.of(columns.split(", ", -1)).stream()
            .map(
                column ->
                    column.equals("id") || column.equals("user_id")
                        ? "md5(random()::text || i)"
                        : column)
            .collect(Collectors.joining(", "));
    database.query(
        "insert into duo_mfa_grace (%s) select %s from (select * from duo_mfa_grace limit 1) one, generate_series(1, %d) i"
            .formatted(columns, values, more));
    database.query("analyze duo_mfa_grace");
  }
}
