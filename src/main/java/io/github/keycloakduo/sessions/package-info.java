/** How many sessions of one user, from one address, may live at a time: the rule, and its port. */
@NullMarked
package io.github.keycloakduo.sessions;

import org.jspecify.annotations.NullMarked;
