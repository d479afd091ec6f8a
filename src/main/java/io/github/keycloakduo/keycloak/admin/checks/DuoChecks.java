package io.github.keycloakduo.keycloak.admin.checks;

import io.github.keycloakduo.mfa.Result;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The checks of Duo: the route to it, the keys and the clock. */
final class DuoChecks {
  private final DuoRoute route;
  private final Probe probe;
  private final Clock clock;

  DuoChecks(DuoRoute route, Probe probe, Clock clock) {
    this.route = route;
    this.probe = probe;
    this.clock = clock;
  }

  List<CheckResult> run() {
    boolean wasOpen = probe.breakerOpen();
    Instant asked = clock.instant();
    Result<Long> ping = probe.ping();
    Instant answered = clock.instant();
    List<CheckResult> checks = new ArrayList<>(reached(ping, wasOpen));
    checks.addAll(
        ping.match(
            time -> KeyChecks.of(probe.signed(), ClockSkew.of(time, asked, answered)),
            fault -> KeyChecks.skipped("Duo cannot be asked")));
    return checks;
  }

  private List<CheckResult> reached(Result<Long> ping, boolean breakerWasOpen) {
    String breaker = breaker(breakerWasOpen);
    return new ConnectivityChecks(route, probe.root())
        .of(ping).stream()
            .map(check -> check.name() == CheckName.PING ? check.adding(breaker) : check)
            .toList();
  }

  private String breaker(boolean wasOpen) {
    String state =
        probe.breakerOpen() ? "is open" : wasOpen ? "was open, and is closed now" : "is closed";
    return "the circuit breaker of this node " + state;
  }
}
