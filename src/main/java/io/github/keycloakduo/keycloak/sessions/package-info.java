/** Places for sessions, kept in Keycloak's database and counted together with its sessions. */
@NullMarked
package io.github.keycloakduo.keycloak.sessions;

import org.jspecify.annotations.NullMarked;
