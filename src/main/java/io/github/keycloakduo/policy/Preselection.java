package io.github.keycloakduo.policy;

import io.github.keycloakduo.mfa.Factor;
import java.util.Optional;

/**
 * A choice made beforehand in an offer: what stands first, and what is selected. It is a
 * convenience and nothing else: what is not offered stays out of the offer.
 *
 * @param factor the factor before all others; empty for the configured order
 * @param deviceId Duo's id of the device; empty for the one that can do the first factor
 */
public record Preselection(Optional<Factor> factor, Optional<String> deviceId) {
  public static final Preselection NONE = new Preselection(Optional.empty(), Optional.empty());

  /** The same with another device. */
  public Preselection withDevice(String id) {
    return new Preselection(factor, Optional.of(id));
  }
}
