package io.github.keycloakduo.keycloak.admin.checks;

import io.github.keycloakduo.mfa.Result;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** All that concerns Duo itself: the way there, the keys, the clock. */
final class DuoChecks {
  private final DuoRoute way;
  private final Probe probe;
  private final Clock clock;

  DuoChecks(DuoRoute way, Probe probe, Clock clock) {
    this.way = way;
    this.probe = probe;
    this.clock = clock;
  }

  List<CheckResult> run() {
    Instant asked = clock.instant();
    Result<Long> ping = probe.ping();
    Instant answered = clock.instant();
    List<CheckResult> checks = new ArrayList<>(new ConnectivityChecks(way).of(ping));
    checks.addAll(
        ping.match(
            time -> KeyChecks.of(probe.signed(), ClockSkew.of(time, asked, answered)),
            fault -> KeyChecks.notMade("Duo cannot be asked")));
    return checks;
  }
}
