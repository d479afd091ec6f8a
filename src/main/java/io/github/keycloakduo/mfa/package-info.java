/** The vocabulary of all rooms: outcomes, factors, devices, Duo's answers and faults. */
@NullMarked
package io.github.keycloakduo.mfa;

import org.jspecify.annotations.NullMarked;
