/** Logins through the Duo step in a real Keycloak, as the people before the browser see them. */
@NullMarked
package io.github.keycloakduo.login;

import org.jspecify.annotations.NullMarked;
