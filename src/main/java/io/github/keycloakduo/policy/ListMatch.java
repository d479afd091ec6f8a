package io.github.keycloakduo.policy;

import io.github.keycloakduo.settings.ListRule;

/** The answer whether a list names a user, as far as that is known. */
enum ListMatch {
  YES,
  NO,
  /** Some of the list cannot be read. */
  UNKNOWN;

  /** Exempts only where the answer is certain. */
  boolean exemptedBy(ListRule rule) {
    return this != UNKNOWN && rule.exempts(this == YES);
  }
}
