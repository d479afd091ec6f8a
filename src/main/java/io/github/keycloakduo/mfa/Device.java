package io.github.keycloakduo.mfa;

import java.util.Set;

/**
 * A device of a user, as Duo lists it in its answer to preauth.
 *
 * @param id Duo's device id, such as {@code DPFZRS9FB0D46QFTM891}
 * @param label the name shown to a person; Duo masks phone numbers itself
 * @param capabilities the factors it can be used for; empty for hardware tokens
 */
public record Device(String id, String label, Set<Factor> capabilities) {
  public Device {
    capabilities = Set.copyOf(capabilities);
  }
}
