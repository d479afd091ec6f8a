package io.github.keycloakduo.mfa;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Duo's answer to the question whether, and how, a user may authenticate (Auth API, preauth). */
public sealed interface Preauth {
  /** The user must prove a factor. */
  record Challenge(List<Device> devices, Optional<VerifiedPush> verifiedPush) implements Preauth {
    public Challenge {
      devices = List.copyOf(devices);
    }
  }

  /** Duo lets the user in without a factor. */
  record Bypass(String message) implements Preauth {}

  /** Duo refuses the user; disabled and locked-out users among them. */
  record Denied(String message) implements Preauth {}

  /** Duo does not know the user yet. */
  record Enroll(String message, Optional<URI> portal) implements Preauth {}
}
