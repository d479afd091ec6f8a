/** The graces of the cluster: where they are kept, what ends them, and the cookie of a browser. */
@NullMarked
package io.github.keycloakduo.keycloak.grace;

import org.jspecify.annotations.NullMarked;
