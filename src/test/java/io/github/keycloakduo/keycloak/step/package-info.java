/** A login at the Duo step of any flow, without a Keycloak. */
@NullMarked
package io.github.keycloakduo.keycloak.step;

import org.jspecify.annotations.NullMarked;
