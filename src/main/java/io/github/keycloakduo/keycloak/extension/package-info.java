/** The providers Keycloak loads once for the extension as a whole: tables and event listener. */
@NullMarked
package io.github.keycloakduo.keycloak.extension;

import org.jspecify.annotations.NullMarked;
