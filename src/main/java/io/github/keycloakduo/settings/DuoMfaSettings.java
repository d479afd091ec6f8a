package io.github.keycloakduo.settings;

import io.github.keycloakduo.mfa.Factor;
import java.time.Duration;
import java.util.List;

/**
 * A configuration that is complete and valid.
 *
 * @param timeout deadline of one talk with Duo, the wait for a push included; 1 to 600 s
 * @param factors what users may choose, in the order they are offered; never empty
 * @param autopush whether the first factor starts by itself
 * @param pushInfo whether a push shows client, address, realm and real user name
 * @param pushLimit pushes, calls and SMS per user in ten minutes; 0 for no limit
 * @param showsPortal whether people unknown to Duo are shown its enrolment link
 * @param fingerprint changes whenever any option changes; reveals none
 */
public record DuoMfaSettings(
    DuoIntegration integration,
    DuoConnection connection,
    Duration timeout,
    FailMode failMode,
    List<Factor> factors,
    boolean autopush,
    boolean pushInfo,
    int pushLimit,
    boolean showsPortal,
    Prompt prompt,
    String fingerprint) {
  public DuoMfaSettings {
    factors = List.copyOf(factors);
  }
}
