@NullMarked
package io.github.keycloakduo.keycloak.admin.checks;

import org.jspecify.annotations.NullMarked;
