@NullMarked
package io.github.keycloakduo.keycloak.admin.watch;

import org.jspecify.annotations.NullMarked;
