/** Lookups in an LDAP directory: a user's attribute, and his groups with all groups above them. */
@NullMarked
package io.github.keycloakduo.directory;

import org.jspecify.annotations.NullMarked;
