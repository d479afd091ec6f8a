package io.github.keycloakduo.simulator;

import java.time.Instant;

/** An activation code that waits for the phone of a new user. */
record Enrolment(String activationCode, String userId, Instant expires) {
  /** The part of the code that can stand in a path. */
  String key() {
    return activationCode.substring(activationCode.lastIndexOf('/') + 1);
  }
}
