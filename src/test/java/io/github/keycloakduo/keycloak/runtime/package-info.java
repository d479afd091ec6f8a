@NullMarked
package io.github.keycloakduo.keycloak.runtime;

import org.jspecify.annotations.NullMarked;
