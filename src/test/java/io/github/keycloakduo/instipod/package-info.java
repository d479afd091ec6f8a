/** Imports of configurations of the Keycloak extension DuoUniversalKeycloakAuthenticator. */
@NullMarked
package io.github.keycloakduo.instipod;

import org.jspecify.annotations.NullMarked;
