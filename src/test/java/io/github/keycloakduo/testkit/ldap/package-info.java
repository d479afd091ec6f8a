/** A real OpenLDAP server for tests of lookups. */
@NullMarked
package io.github.keycloakduo.testkit.ldap;

import org.jspecify.annotations.NullMarked;
