/** Checks of the client for Duo's Auth API, most of them against the simulated Duo. */
@NullMarked
package io.github.keycloakduo.duo;

import org.jspecify.annotations.NullMarked;
