package io.github.keycloakduo.mfa;

import java.util.Set;

/**
 * A device that Duo knows for the user.
 *
 * @param id Duo's device id, such as {@code DPFZRS9FB0D46QFTM891}
 * @param label what to show a person; Duo masks phone numbers itself
 * @param capabilities what the device can do; empty for hardware tokens
 */
public record Device(String id, String label, Set<Factor> capabilities) {
  public Device {
    capabilities = Set.copyOf(capabilities);
  }
}
