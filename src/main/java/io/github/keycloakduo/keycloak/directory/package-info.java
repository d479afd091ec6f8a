/** The LDAP providers of a realm as directories, so that a directory is configured only once. */
@NullMarked
package io.github.keycloakduo.keycloak.directory;

import org.jspecify.annotations.NullMarked;
