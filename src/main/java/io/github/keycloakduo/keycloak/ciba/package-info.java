/** The edge for logins that a client begins and a phone ends: OpenID Connect CIBA. */
@NullMarked
package io.github.keycloakduo.keycloak.ciba;

import org.jspecify.annotations.NullMarked;
