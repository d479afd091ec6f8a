/** What the jar does when it is started by itself, outside Keycloak. */
@NullMarked
package io.github.keycloakduo.cli;

import org.jspecify.annotations.NullMarked;
