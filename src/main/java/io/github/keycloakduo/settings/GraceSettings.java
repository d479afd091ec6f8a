package io.github.keycloakduo.settings;

import java.time.Duration;

/**
 * The period for which an earlier MFA still counts ({@code authentication_cache}). Only there when
 * {@code reuse_limit} is above 0.
 *
 * @param soft longest time between two uses; 0 to 2147483647 s
 * @param hard longest time since the MFA itself; 0 to 2147483647 s
 * @param reuseLimit how many logins one MFA covers besides its own; at least 1
 * @param bindsDevice the grace also needs the signed cookie of the same browser
 * @param asks an MFA counts later only if the user wants it to; only with {@code bindsDevice}
 */
public record GraceSettings(
    Duration soft, Duration hard, int reuseLimit, boolean bindsDevice, boolean asks) {
  /** Whether an MFA can count for any time at all. */
  public boolean lasts() {
    return !soft.isZero() && !hard.isZero();
  }
}
