@NullMarked
package io.github.keycloakduo.keycloak.admin.flows;

import org.jspecify.annotations.NullMarked;
