/** The test of a configuration: nine checks, from its options to Duo and the directory. */
@NullMarked
package io.github.keycloakduo.keycloak.admin.checks;

import org.jspecify.annotations.NullMarked;
