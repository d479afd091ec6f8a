/** Prepares, starts, administers and stops a real Keycloak server. */
@NullMarked
package io.github.keycloakduo.testkit.server;

import org.jspecify.annotations.NullMarked;
