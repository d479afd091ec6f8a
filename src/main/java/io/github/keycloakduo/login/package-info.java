/** One login from the door to the end: the policy, the talk with Duo, the extra questions. */
@NullMarked
package io.github.keycloakduo.login;

import org.jspecify.annotations.NullMarked;
