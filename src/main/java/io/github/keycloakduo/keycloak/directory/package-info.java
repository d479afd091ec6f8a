/** Reads a realm's LDAP provider, so that the directory is configured in one place only. */
@NullMarked
package io.github.keycloakduo.keycloak.directory;

import org.jspecify.annotations.NullMarked;
