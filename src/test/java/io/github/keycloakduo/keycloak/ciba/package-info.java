/** The parts of CIBA that need no server. */
@NullMarked
package io.github.keycloakduo.keycloak.ciba;

import org.jspecify.annotations.NullMarked;
