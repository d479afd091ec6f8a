package io.github.keycloakduo.keycloak.breakglass;

import io.github.keycloakduo.breakglass.BreakGlass;
import java.time.Instant;
import java.util.Optional;

/** A way to find the exemption of a user that counts now. */
@FunctionalInterface
interface BreakGlassReader {
  Optional<BreakGlass> find(String realmId, String userId, Instant now);
}
