/** The parts that all imports of foreign configurations share: report, checks, result. */
@NullMarked
package io.github.keycloakduo.importing;

import org.jspecify.annotations.NullMarked;
