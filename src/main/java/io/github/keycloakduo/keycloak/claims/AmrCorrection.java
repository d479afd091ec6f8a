package io.github.keycloakduo.keycloak.claims;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A correction of what a login that passed our step without showing a factor may claim. Keycloak
 * takes every step that succeeds for a factor shown now; this is put right once the whole flow has
 * succeeded (RFC 8176 for {@code amr}, OIDC Core, section 2, for {@code acr}).
 *
 * @param completedAt epoch seconds of the MFA that our execution stands for, null without any
 * @param highestLevel of authentication that may be claimed, null where our execution raises none
 */
record AmrCorrection(@Nullable Integer completedAt, @Nullable Integer highestLevel) {

  /**
   * The executions that a session has completed, by id, with their times.
   *
   * @param execution our own; all others stay as they are
   */
  Map<String, Integer> completed(Map<String, Integer> noted, String execution) {
    Map<String, Integer> corrected = new TreeMap<>(noted);
    if (completedAt == null) {
      corrected.remove(execution);
    } else {
      corrected.put(execution, completedAt);
    }
    return corrected;
  }

  /** The level of this authentication. */
  int level(int noted) {
    return highestLevel == null ? noted : Math.min(noted, highestLevel);
  }

  /** The levels that later logins of the session may build on, with their times. */
  Map<Integer, Integer> levels(Map<Integer, Integer> noted) {
    Map<Integer, Integer> corrected = new TreeMap<>(noted);
    if (highestLevel != null) {
      corrected.keySet().removeIf(level -> level > highestLevel);
    }
    return corrected;
  }
}
