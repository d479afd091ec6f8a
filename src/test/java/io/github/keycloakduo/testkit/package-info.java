/** Runs tests against a real Keycloak with the jar under test and a simulated Duo beside it. */
@NullMarked
package io.github.keycloakduo.testkit;

import org.jspecify.annotations.NullMarked;
