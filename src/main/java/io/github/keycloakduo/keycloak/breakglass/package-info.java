/** The break-glass exemptions of the cluster: where they are kept, and what ends them. */
@NullMarked
package io.github.keycloakduo.keycloak.breakglass;

import org.jspecify.annotations.NullMarked;
