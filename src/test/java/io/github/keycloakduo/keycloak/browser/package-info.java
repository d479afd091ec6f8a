@NullMarked
package io.github.keycloakduo.keycloak.browser;

import org.jspecify.annotations.NullMarked;
