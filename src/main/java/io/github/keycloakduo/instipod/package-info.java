/**
 * The configurations of the Keycloak extension DuoUniversalKeycloakAuthenticator: finding them in
 * exports, and converting them.
 */
@NullMarked
package io.github.keycloakduo.instipod;

import org.jspecify.annotations.NullMarked;
