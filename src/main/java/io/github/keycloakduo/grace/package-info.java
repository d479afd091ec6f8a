/** How long an earlier MFA still counts: the rules, and the port to whatever remembers it. */
@NullMarked
package io.github.keycloakduo.grace;

import org.jspecify.annotations.NullMarked;
