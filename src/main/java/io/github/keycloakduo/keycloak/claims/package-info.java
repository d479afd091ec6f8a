/** What sessions and tokens say about the step, and that they never say more than what happened. */
@NullMarked
package io.github.keycloakduo.keycloak.claims;

import org.jspecify.annotations.NullMarked;
