package io.github.keycloakduo.keycloak.sessions;

import io.github.keycloakduo.keycloak.runtime.SingleUseObjects;
import java.time.Duration;

/**
 * A single-use object that says: a later request may still create the session for a reservation. It
 * takes the part of the authentication session, which a login without a browser does not have.
 */
final class ReservationMarker {
  private static final String PREFIX = "duo.later.";

  private ReservationMarker() {}

  static void put(SingleUseObjects objects, String id, Duration lifespan) {
    objects.putIfAbsent(PREFIX + id, Math.max(1, lifespan.toSeconds()));
  }

  static boolean exists(SingleUseObjects objects, String id) {
    return objects.contains(PREFIX + id);
  }

  static void remove(SingleUseObjects objects, String id) {
    objects.remove(PREFIX + id);
  }
}
