/** The lookups in an LDAP directory: the attribute and the groups of a user, nested ones too. */
@NullMarked
package io.github.keycloakduo.directory;

import org.jspecify.annotations.NullMarked;
