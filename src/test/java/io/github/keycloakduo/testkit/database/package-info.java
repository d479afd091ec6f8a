/** A real PostgreSQL for tests of more than one node. */
@NullMarked
package io.github.keycloakduo.testkit.database;

import org.jspecify.annotations.NullMarked;
