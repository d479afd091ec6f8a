/** What administrators may ask and do, in a real Keycloak. */
@NullMarked
package io.github.keycloakduo.admin;

import org.jspecify.annotations.NullMarked;
