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
   * {@link Outcome#FAIL_OPEN}.
   */
  public static boolean needsProbe(FailureStage stage, Fault.Kind fault, FailMode mode) {
    return stage == FailureStage.BEFORE_FACTOR
        && mode.opensWhenUnreachable()
        && isOutOfReach(stage, fault, mode);
  }

  /**
   * The outcome of a failure.
   *
   * @param probe what the ping failed with; empty when it succeeded or was not tried
   */
  public static Outcome decide(
      FailureStage stage, Fault.Kind fault, FailMode mode, Optional<Fault.Kind> probe) {
    boolean confirmed = probe.filter(kind -> isOutOfReach(stage, kind, mode)).isPresent();
    if (needsProbe(stage, fault, mode) && confirmed) {
      return Outcome.FAIL_OPEN;
    }
    return closed(stage, fault, mode);
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
