package io.github.keycloakduo.chaos;

import io.github.keycloakduo.simulator.Decision;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Factor;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** One line of figures for each fault, and what was unusual about single logins. */
final class ChaosReport {
  private ChaosReport() {}

  static void print(String fault, List<LoginRecord> records, DuoSimulator duo) {
    List<LoginRecord> owners = records.stream().filter(one -> one.person().owner()).toList();
    List<LoginRecord> impostors = records.stream().filter(one -> !one.person().owner()).toList();
    Set<String> names =
        records.stream().map(one -> one.person().name()).collect(Collectors.toSet());
    long pushes =
        duo.decisions().stream()
            .filter(decision -> decision.factor() == Factor.PUSH)
            .map(Decision::user)
            .filter(names::contains)
            .count();
    System.out.printf(
        "Chaos: %s: %d of %d owners in, %d of them at the first try, slowest after %.1f s; %d of %d"
            + " impostors in; %d pushes%n",
        fault,
        owners.stream().filter(LoginRecord::in).count(),
        owners.size(),
        owners.stream().filter(LoginRecord::in).filter(one -> one.tries() == 1).count(),
        seconds(
            owners.stream()
                .map(LoginRecord::took)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO)),
        impostors.stream().filter(LoginRecord::in).count(),
        impostors.size(),
        pushes);
    owners.stream()
        .filter(one -> one.tries() > 1 || !one.in())
        .forEach(
            one ->
                System.out.printf(
                    "Chaos:   %s: %s after %d tries, %.1f s%n",
                    one.person().name(),
                    one.in() ? "in" : "out",
                    one.tries(),
                    seconds(one.took())));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
