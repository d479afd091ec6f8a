package io.github.keycloakduo.policy;

import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.settings.FailMode;
import java.util.Optional;

/**
 * The policy for failed calls to Duo. The only class in which a failure can end in {@link
 * Outcome#FAIL_OPEN}.
 */
public final class FailurePolicy {
  private FailurePolicy() {}

  /**
   * Whether an unsigned ping must be tried before the decision: only if its failure could end in
   * {@link Outcome#FAIL_OPEN}, or in the question for another factor.
   */
  public static boolean needsProbe(FailureStage stage, Fault.Kind fault, FailMode mode) {
    return stage == FailureStage.BEFORE_FACTOR
        && mode.dependsOnProof()
        && isOutOfReach(stage, fault, mode);
  }

  /**
   * The outcome of a failure.
   *
   * @param probe what the ping failed with; empty when it succeeded or was not tried
   */
  public static Outcome decide(
      FailureStage stage, Fault.Kind fault, FailMode mode, Optional<Fault.Kind> probe) {
    return mode.opensWhenUnreachable() && isProved(stage, fault, mode, probe)
        ? Outcome.FAIL_OPEN
        : closed(stage, fault, mode);
  }

  /**
   * Whether the user may be asked for another factor before that outcome holds: on the same proofs
   * as {@link Outcome#FAIL_OPEN}, whether or not the configuration opens.
   *
   * @param probe what the ping failed with; empty when it succeeded or was not tried
   */
  public static boolean asksOtherFactor(
      FailureStage stage, Fault.Kind fault, FailMode mode, Optional<Fault.Kind> probe) {
    return mode.asksOtherFactor() && isProved(stage, fault, mode, probe);
  }

  private static boolean isProved(
      FailureStage stage, Fault.Kind fault, FailMode mode, Optional<Fault.Kind> probe) {
    return needsProbe(stage, fault, mode)
        && probe.filter(kind -> isOutOfReach(stage, kind, mode)).isPresent();
  }

  private static Outcome closed(FailureStage stage, Fault.Kind fault, FailMode mode) {
    if (isOutOfReach(stage, fault, mode) || fault.isLoss()) {
      return Outcome.UNREACHABLE;
    }
    return switch (fault) {
      case KEYS, CLOCK, PROXY_DENIED -> Outcome.CONFIG_ERROR;
      case RATE_LIMITED -> Outcome.RATE_LIMITED;
      default -> Outcome.DUO_ERROR;
    };
  }

  private static boolean isOutOfReach(FailureStage stage, Fault.Kind fault, FailMode mode) {
    boolean serverError =
        fault == Fault.Kind.SERVER_ERROR
            && stage == FailureStage.BEFORE_FACTOR
            && mode.serverErrorsCount();
    return serverError || fault.isSilence();
  }
}
