package io.github.keycloakduo.keycloak.admin.checks;

import io.github.keycloakduo.mfa.Result;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** All that concerns Duo itself: the way there, the keys, the clock. */
final class DuoChecks {
  private final Way way;
  private final Probe probe;
  private final Clock clock;

  DuoChecks(Way way, Probe probe, Clock clock) {
    this.way = way;
    this.probe = probe;
    this.clock = clock;
  }

  List<Check> run() {
    Instant asked = clock.instant();
    Result<Long> ping = probe.ping();
    Instant answered = clock.instant();
    List<Check> checks = new ArrayList<>(new WayChecks(way).of(ping));
    checks.addAll(
        ping.match(
            time -> KeyChecks.of(probe.signed(), Skew.of(time, asked, answered)),
            fault -> KeyChecks.notMade("Duo cannot be asked")));
    return checks;
  }
}
