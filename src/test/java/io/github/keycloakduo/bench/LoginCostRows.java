package io.github.keycloakduo.bench;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The rows that compare whole logins with those of Keycloak alone. */
final class LoginCostRows {
  private static final String CPU = "CPU";
  private static final String ALLOCATION = "allocation";
  private static final int COUNTED = 50;
  private static final int REMEMBERED_USERS = 1_500;

  private LoginCostRows() {}

  static List<Row> all() {
    return List.of(
        new Measured("1", LoginCostRows::withoutFactor),
        new Measured("2", LoginCostRows::passcode),
        new Measured("3", LoginCostRows::defaultHash),
        new Measured("4", LoginCostRows::connections),
        new Measured("10", LoginCostRows::directGrant));
  }

  /** Logins for which the step decides that no factor is needed. */
  private static void withoutFactor(Lab lab) {
    int users = lab.options().size(REMEMBERED_USERS, 300);
    remember(lab, users);
    Site password = lab.site(Lab.FAST, "password");
    Site exempt = lab.site(Lab.FAST, "exempt");
    Site grace = lab.site(Lab.FAST, "grace");
    AtomicInteger next = new AtomicInteger();
    Comparison logins =
        Comparison.run(
            lab,
            "1",
            lab.options().pace(),
            List.of(
                new Arm("password", password, LoginScript.password(password), next, 1, users),
                new Arm("same again", password, LoginScript.password(password), next, 1, users),
                new Arm("exempt", exempt, LoginScript.password(exempt), next, 1, users),
                new Arm("grace", grace, LoginScript.password(grace), next, 1, users)));
    Results results = lab.results();
    results.add(cpu(logins, "password login again / password login", "same again", "password"));
    results.add(
        allocation(logins, "password login again / password login", "same again", "password"));
    for (Map.Entry<String, Double> goal : Map.of("exempt", 1.05, "grace", 1.05).entrySet()) {
      String arm = goal.getKey();
      String name = arm + " login / password login";
      results.add(allocation(logins, name, arm, "password").gate(goal.getValue()));
      results.add(cpu(logins, name, arm, "password"));
      results.add(
          logins
              .figure(
                  arm + " login: calls to Duo",
                  "calls",
                  Interval.exactly(logins.sum(arm, Slice::calls)))
              .gate(0));
      results.add(
          logins
              .figure(
                  arm + " login: SQL statements more than a password login",
                  "statements",
                  Interval.exactly(
                      logins.statements(arm, COUNTED) - logins.statements("password", COUNTED)))
              .gate(arm.equals("grace") ? 1 : 0));
    }
  }

  private static void remember(Lab lab, int users) {
    Site grace = lab.site(Lab.FAST, "grace");
    LoginScript script = LoginScript.passcodeUnlessRemembered(grace);
    Crowd.of(4).forAll(users, i -> script.run(grace.browser(), UserCopies.name(i + 1)));
  }

  private static void passcode(Lab lab) {
    Comparison logins = afterFactor(lab, "2", Lab.FAST, lab.options().pace());
    Results results = lab.results();
    String name = "passcode login / login with Keycloak's OTP form";
    results.add(cpu(logins, name, "passcode", "otp").goal(1.15));
    results.add(allocation(logins, name, "passcode", "otp").gate(1.068));
    results.add(
        logins.figure(
            "OTP login again / OTP login: CPU",
            "ratio",
            logins.ratio("otp again", "otp", Slice::cpuPerLogin)));
    results.add(
        logins
            .figure(
                "passcode login: calls to Duo",
                "calls",
                logins.of("passcode", slice -> (double) slice.calls() / slice.logins()))
            .gate(2.1));
    results.add(
        logins.figure(
            "passcode login: SQL statements more than an OTP login",
            "statements",
            Interval.exactly(
                logins.statements("passcode", COUNTED) - logins.statements("otp", COUNTED))));
  }

  private static void defaultHash(Lab lab) {
    Pace pace = lab.options().pace();
    Pace longer =
        new Pace(
            pace.parallel(),
            pace.warmUp(),
            Math.min(12, pace.rounds()),
            pace.slice().multipliedBy(2));
    Comparison logins = afterFactor(lab, "3", Lab.ARGON2, longer);
    String name = "passcode login / OTP login, default hash";
    lab.results().add(cpu(logins, name, "passcode", "otp").goal(1.03));
    lab.results().add(allocation(logins, name, "passcode", "otp"));
  }

  private static Comparison afterFactor(Lab lab, String row, String realm, Pace pace) {
    Site otp = lab.site(realm, "otp");
    Site passcode = lab.site(realm, "passcode");
    return Comparison.run(
        lab,
        row,
        pace,
        List.of(
            lab.arm("otp", LoginScript.otp(otp), otp),
            lab.arm("otp again", LoginScript.otp(otp), otp),
            lab.arm("passcode", LoginScript.passcode(passcode), passcode)));
  }

  private static void connections(Lab lab) {
    Site passcode = lab.site(Lab.FAST, "passcode");
    Pace pace = lab.options().pace();
    Comparison logins =
        Comparison.run(
            lab,
            "4",
            new Pace(8, pace.warmUp(), pace.rounds() / 2, pace.slice()),
            List.of(lab.arm("passcode", LoginScript.passcode(passcode), passcode)));
    double opened = logins.sum("passcode", Slice::connections);
    double all = logins.sum("passcode", Slice::logins);
    lab.results()
        .add(
            logins
                .figure(
                    "new TLS connections to Duo per 1,000 passcode logins, 8 at a time",
                    "connections",
                    Interval.exactly(1000 * opened / all))
                .gate(1));
  }

  private static void directGrant(Lab lab) {
    Site otp = lab.site(Lab.FAST, "otp");
    Site passcode = lab.site(Lab.FAST, "passcode");
    Site password = lab.site(Lab.FAST, "password");
    Comparison grants =
        Comparison.run(
            lab,
            "10",
            lab.options().pace(),
            List.of(
                lab.arm("otp", LoginScript.grantWithOtp(otp), otp),
                lab.arm("password", LoginScript.grant(password, ""), password),
                lab.arm(
                    "passcode",
                    LoginScript.grant(passcode, "&otp=" + DuoStub.PASSCODE),
                    passcode)));
    String name = "direct grant with passcode / with Keycloak's OTP";
    lab.results().add(cpu(grants, name, "passcode", "otp").goal(1.15));
    lab.results().add(allocation(grants, name, "passcode", "otp").gate(1.246));
    lab.results().add(cpu(grants, "direct grant with OTP / password alone", "otp", "password"));
    lab.results()
        .add(
            grants.figure(
                "direct grant with passcode: SQL statements more than with OTP",
                "statements",
                Interval.exactly(
                    grants.statements("passcode", COUNTED) - grants.statements("otp", COUNTED))));
  }

  private static Figure cpu(Comparison logins, String name, String arm, String to) {
    return logins.figure(name + ": " + CPU, "ratio", logins.ratio(arm, to, Slice::cpuPerLogin));
  }

  private static Figure allocation(Comparison logins, String name, String arm, String to) {
    return logins.figure(
        name + ": " + ALLOCATION, "ratio", logins.ratio(arm, to, Slice::allocatedPerLogin));
  }
}
