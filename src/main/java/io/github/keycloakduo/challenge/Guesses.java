package io.github.keycloakduo.challenge;

import io.github.keycloakduo.mfa.Outcome;

/** Keeps the count of wrong passcodes. */
record Guesses(GuessQuota quota) {

  /** Counts a passcode as wrong before Duo sees it, so that many at once gain nothing. */
  boolean take(String userId) {
    return quota.takeTry(userId);
  }

  /** Puts the count right, once Duo has judged. */
  void judged(String userId, Verdict verdict) {
    if (!(verdict instanceof Verdict.Decided decided)) {
      quota.giveTryBack(userId);
    } else if (decided.outcome() == Outcome.APPROVED) {
      quota.forgive(userId);
    } else if (!tellsOfThePasscode(decided.outcome())) {
      quota.giveTryBack(userId);
    }
  }

  private static boolean tellsOfThePasscode(Outcome outcome) {
    return switch (outcome) {
      case WRONG_PASSCODE, PASSCODE_USED, DUO_DENIED -> true;
      default -> false;
    };
  }
}
