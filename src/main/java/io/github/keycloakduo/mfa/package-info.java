/** The words every room speaks: outcomes, factors, devices, Duo's answers and the ways to fail. */
@NullMarked
package io.github.keycloakduo.mfa;

import org.jspecify.annotations.NullMarked;
