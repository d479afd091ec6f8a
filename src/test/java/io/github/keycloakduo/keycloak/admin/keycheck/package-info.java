@NullMarked
package io.github.keycloakduo.keycloak.admin.keycheck;

import org.jspecify.annotations.NullMarked;
