/**
 * The policy of a login, as pure functions: who is exempt, which name Duo knows, what a failure
 * means, what may be offered, what was chosen.
 */
@NullMarked
package io.github.keycloakduo.policy;

import org.jspecify.annotations.NullMarked;
