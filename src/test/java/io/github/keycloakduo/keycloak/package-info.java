/** The parts of the edge that need no server. */
@NullMarked
package io.github.keycloakduo.keycloak;

import org.jspecify.annotations.NullMarked;
