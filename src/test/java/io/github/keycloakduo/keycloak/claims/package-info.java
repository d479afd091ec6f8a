/** What sessions and tokens say about the step, without a Keycloak. */
@NullMarked
package io.github.keycloakduo.keycloak.claims;

import org.jspecify.annotations.NullMarked;
