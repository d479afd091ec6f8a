/** Tests of the files of the administration page. */
@NullMarked
package io.github.keycloakduo.keycloak.console;

import org.jspecify.annotations.NullMarked;
