/** The notes of sessions and claims of tokens about the step, never more than what happened. */
@NullMarked
package io.github.keycloakduo.keycloak.claims;

import org.jspecify.annotations.NullMarked;
