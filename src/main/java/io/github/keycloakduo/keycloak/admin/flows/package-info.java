/** Finds the flows that let somebody in without asking Duo. */
@NullMarked
package io.github.keycloakduo.keycloak.admin.flows;

import org.jspecify.annotations.NullMarked;
