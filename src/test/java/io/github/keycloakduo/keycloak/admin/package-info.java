@NullMarked
package io.github.keycloakduo.keycloak.admin;

import org.jspecify.annotations.NullMarked;
