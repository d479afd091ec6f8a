/**
 * The rules of a login, as pure functions: what a failure means, what may be offered, what was
 * chosen.
 */
@NullMarked
package io.github.keycloakduo.policy;

import org.jspecify.annotations.NullMarked;
