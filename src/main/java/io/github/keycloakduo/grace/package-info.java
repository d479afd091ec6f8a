/** The grace, in which an earlier MFA still counts: the rules, and the port to the store. */
@NullMarked
package io.github.keycloakduo.grace;

import org.jspecify.annotations.NullMarked;
