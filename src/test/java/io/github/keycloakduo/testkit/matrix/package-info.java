/** The report of a test run on several Keycloak versions. */
@NullMarked
package io.github.keycloakduo.testkit.matrix;

import org.jspecify.annotations.NullMarked;
