package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Outcome;
import java.util.Optional;

/**
 * How far a login has come, from one request to the next.
 *
 * @param userId whose login it is; for anybody else it means nothing
 * @param settings fingerprint of the configuration it began with; a changed one begins anew
 * @param factorStarted a factor was started once, so that nothing fails open any more
 */
public record LoginProgress(String userId, String settings, boolean factorStarted, Where where) {

  /** Nothing has happened yet. */
  public static LoginProgress atTheDoor(String userId, String settings) {
    return new LoginProgress(userId, settings, false, new Where.AtTheDoor());
  }

  /** The same after a mistake of ours: whatever it left undone, a factor may have been started. */
  public LoginProgress afterMistake() {
    return new LoginProgress(userId, settings, true, where);
  }

  /** Somewhere else in the same login; what was started stays started. */
  LoginProgress at(Where next) {
    return new LoginProgress(userId, settings, hasStartedFactor(), next);
  }

  /** Whether a factor was started, in the talk that runs or before it. */
  boolean hasStartedFactor() {
    return factorStarted || talk().map(Progress::factorStarted).orElse(false);
  }

  /** The talk with Duo, while there is one. */
  public Optional<Progress> talk() {
    return where instanceof Where.WithDuo duo ? Optional.of(duo.talk()) : Optional.empty();
  }

  /** Where the login stands. */
  public sealed interface Where {
    /** The policy has not been asked. */
    record AtTheDoor() implements Where {}

    /** Duo is asked about this identity. */
    record WithDuo(DuoUsername identity, Progress talk) implements Where {}

    /** Let in, once the extra questions are answered. */
    record AtQuestions(OutcomeDetails ruling, Optional<DuoUsername> identity) implements Where {}

    /** Refused by a rule of ours; only a new login helps. */
    record Refused(Outcome outcome) implements Where {}
  }
}
