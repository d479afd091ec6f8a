/** Tests of what Keycloak loads once for the extension as a whole. */
@NullMarked
package io.github.keycloakduo.keycloak.extension;

import org.jspecify.annotations.NullMarked;
