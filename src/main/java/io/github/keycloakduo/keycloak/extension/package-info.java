/** What Keycloak loads once for the extension as a whole: its tables and its event listener. */
@NullMarked
package io.github.keycloakduo.keycloak.extension;

import org.jspecify.annotations.NullMarked;
