/** The command line program of the jar, which runs without Keycloak. */
@NullMarked
package io.github.keycloakduo.cli;

import org.jspecify.annotations.NullMarked;
