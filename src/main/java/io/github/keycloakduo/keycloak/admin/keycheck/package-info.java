/** The daily check whether Duo accepts the keys of every configuration in use. */
@NullMarked
package io.github.keycloakduo.keycloak.admin.keycheck;

import org.jspecify.annotations.NullMarked;
