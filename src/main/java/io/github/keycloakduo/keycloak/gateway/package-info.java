/** The edge for gateways: the steps of a direct grant flow, and what they answer. */
@NullMarked
package io.github.keycloakduo.keycloak.gateway;

import org.jspecify.annotations.NullMarked;
