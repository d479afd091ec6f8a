/** The limit of parallel sessions of one user from one address: the rule, and its port. */
@NullMarked
package io.github.keycloakduo.sessions;

import org.jspecify.annotations.NullMarked;
