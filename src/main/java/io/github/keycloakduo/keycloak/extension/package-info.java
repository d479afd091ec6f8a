/**
 * The providers Keycloak loads once for the extension as a whole: tables, event listener and
 * compatibility.
 */
@NullMarked
package io.github.keycloakduo.keycloak.extension;

import org.jspecify.annotations.NullMarked;
