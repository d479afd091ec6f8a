/** Logins of every kind while nodes, database, directory, clocks and Duo break on purpose. */
@NullMarked
package io.github.keycloakduo.chaos;

import org.jspecify.annotations.NullMarked;
