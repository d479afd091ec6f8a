package io.github.keycloakduo.keycloak.gateway;

import io.github.keycloakduo.mfa.Outcome;
import java.util.Optional;

/**
 * The descriptions of {@code invalid_grant} errors (RFC 6749, section 5.2) after a right password.
 * Nothing here tells a wrong code from a wrong password.
 */
final class InvalidGrantDescriptions {
  private InvalidGrantDescriptions() {}

  /** Empty where the answer must be the one to a wrong password. */
  static Optional<String> of(Outcome outcome) {
    return switch (outcome) {
      case DENIED, FRAUD -> Optional.of("The request was denied on the device");
      case PUSH_TIMEOUT -> Optional.of("The request was not answered in time");
      case CANCELLED -> Optional.of("The request was cancelled");
      case NOT_ENROLLED -> Optional.of("The user has no second factor yet");
      case NO_CAPABLE_DEVICE -> Optional.of("The user has no device for this factor");
      case FACTOR_NOT_ALLOWED -> Optional.of("This factor is not allowed here");
      case DUO_DENIED -> Optional.of("The second factor was refused");
      case PUSH_LIMIT -> Optional.of("Too many requests were sent to the device; try again later");
      case SESSION_LIMIT -> Optional.of("The user has too many sessions from this address");
      default -> Optional.empty();
    };
  }
}
