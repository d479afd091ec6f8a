package io.github.keycloakduo.settings;

import io.github.keycloakduo.mfa.Factor;
import java.util.List;

/**
 * The choice what a login does while Duo is unreachable: ask for another factor, continue without
 * one, or end.
 *
 * @param opensWhenUnreachable {@code duo.ignore_conn_err}
 * @param serverErrorsCount {@code duo.ignore_server_err}: HTTP 5xx is "out of reach" too
 * @param otherFactors {@code duo.outage_factors}: what Keycloak itself asks for, in order
 */
public record FailMode(
    boolean opensWhenUnreachable, boolean serverErrorsCount, List<Factor> otherFactors) {
  /** An outage lets nobody in. */
  public static final FailMode CLOSED = new FailMode(false, false);

  public FailMode {
    otherFactors = List.copyOf(otherFactors);
  }

  /** No other factor is asked for. */
  public FailMode(boolean opensWhenUnreachable, boolean serverErrorsCount) {
    this(opensWhenUnreachable, serverErrorsCount, List.of());
  }

  /** Whether a login ends in another way once Duo is proved to be out of reach. */
  public boolean dependsOnProof() {
    return opensWhenUnreachable || asksOtherFactor();
  }

  /** Whether another factor is asked for. */
  public boolean asksOtherFactor() {
    return !otherFactors.isEmpty();
  }

  /** The same for a login that only a factor lets in. */
  public FailMode withoutOpening() {
    return asksOtherFactor() ? new FailMode(false, serverErrorsCount, otherFactors) : CLOSED;
  }

  /** The same for a login in which no code can be typed. */
  public FailMode withoutOtherFactors() {
    return new FailMode(opensWhenUnreachable, serverErrorsCount);
  }
}
