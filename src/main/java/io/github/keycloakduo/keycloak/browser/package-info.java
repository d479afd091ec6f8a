/** The Duo step of browser flows: the authenticator, its pages and forms, and its public URLs. */
@NullMarked
package io.github.keycloakduo.keycloak.browser;

import org.jspecify.annotations.NullMarked;
