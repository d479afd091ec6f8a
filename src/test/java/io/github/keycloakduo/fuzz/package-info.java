/** The fuzzing of all that reads foreign text, and its corpus as tests. */
@NullMarked
package io.github.keycloakduo.fuzz;

import org.jspecify.annotations.NullMarked;
