/** The extension's own tables in Keycloak's database. */
@NullMarked
package io.github.keycloakduo.keycloak.persistence;

import org.jspecify.annotations.NullMarked;
