package io.github.keycloakduo.keycloak.admin.keycheck;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A second check of the configurations that the last one found bad, long before the next one of all
 * is due: so a status is good again soon after keys or configuration were put right.
 *
 * @param refused the configurations in use that it is about
 */
record KeyRecheck(List<ConfigInUse> refused) {
  KeyRecheck {
    refused = List.copyOf(refused);
  }

  /** Whether there is anything to be checked. */
  static boolean isNeeded(List<IntegrationStatus> known) {
    return !known.stream().allMatch(IntegrationStatus::ok);
  }

  static KeyRecheck of(List<IntegrationStatus> known, List<ConfigInUse> inUse) {
    return new KeyRecheck(
        inUse.stream()
            .filter(config -> known.contains(IntegrationStatus.of(config.reference(), false)))
            .toList());
  }

  /**
   * The statuses after it. Whoever does not answer now is as bad as before; what is not in use any
   * more, or has got a better status meanwhile, is not the business of this check.
   *
   * @param known the statuses as they are by now
   * @param found what this check found
   */
  List<IntegrationStatus> applied(List<IntegrationStatus> known, List<IntegrationStatus> found) {
    Map<ConfigReference, IntegrationStatus> news = new HashMap<>();
    found.forEach(status -> news.put(status.reference(), status));
    Set<ConfigReference> used = new HashSet<>();
    refused.forEach(config -> used.add(config.reference()));
    return known.stream()
        .filter(status -> status.ok() || used.contains(status.reference()))
        .map(status -> status.ok() ? status : news.getOrDefault(status.reference(), status))
        .toList();
  }
}
