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
}
