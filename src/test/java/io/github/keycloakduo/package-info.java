/** Rules for the product as a whole. */
@NullMarked
package io.github.keycloakduo;

import org.jspecify.annotations.NullMarked;
