/** The Keycloak edge: the only room that knows Keycloak's types. */
@NullMarked
package io.github.keycloakduo.keycloak;

import org.jspecify.annotations.NullMarked;
