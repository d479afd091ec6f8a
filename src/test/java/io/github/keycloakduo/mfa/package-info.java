/** The words every room speaks, held to their promises. */
@NullMarked
package io.github.keycloakduo.mfa;

import org.jspecify.annotations.NullMarked;
