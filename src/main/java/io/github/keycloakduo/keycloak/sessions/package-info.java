/** The reservations of sessions in Keycloak's database, counted together with its sessions. */
@NullMarked
package io.github.keycloakduo.keycloak.sessions;

import org.jspecify.annotations.NullMarked;
