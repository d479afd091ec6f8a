/** The page of administration: its files, its addresses and the client with which it signs in. */
@NullMarked
package io.github.keycloakduo.keycloak.console;

import org.jspecify.annotations.NullMarked;
