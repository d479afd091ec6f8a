package io.github.keycloakduo.testkit;

import io.github.keycloakduo.simulator.DuoSimulator;
import java.util.Map;

/** The configuration every test starts from: complete, and pointing to the simulated Duo. */
public final class DuoSettings {

  private DuoSettings() {}

  public static Map<String, String> of(DuoSimulator duo) {
    return Map.of(
        "duo.ikey", duo.ikey(),
        "duo.skey", duo.skey(),
        "duo.host", duo.host(),
        "duo.ca_certificates", duo.caPem());
  }

  /**
   * An earlier MFA counts for ten minutes, and for an hour if it is used.
   *
   * @param reuseLimit for how many logins at most
   */
  public static Map<String, String> grace(int reuseLimit) {
    return Map.of(
        "authentication_cache.soft_timeout", "600",
        "authentication_cache.hard_timeout", "3600",
        "authentication_cache.reuse_limit", Integer.toString(reuseLimit));
  }
}
