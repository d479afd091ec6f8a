/** Checks of the login pages: rendered inside Keycloak's own layouts, without a server. */
@NullMarked
package io.github.keycloakduo.pages;

import org.jspecify.annotations.NullMarked;
