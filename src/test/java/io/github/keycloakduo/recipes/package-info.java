/** The scripts that the documentation offers for use elsewhere. */
@NullMarked
package io.github.keycloakduo.recipes;

import org.jspecify.annotations.NullMarked;
