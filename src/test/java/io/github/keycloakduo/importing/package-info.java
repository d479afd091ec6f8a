/** The parts that all imports of foreign configurations share. */
@NullMarked
package io.github.keycloakduo.importing;

import org.jspecify.annotations.NullMarked;
