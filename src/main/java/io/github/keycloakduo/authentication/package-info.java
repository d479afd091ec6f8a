/**
 * One login: the policy, the talk with Duo over many requests and nodes, the extra questions, and
 * the result.
 */
@NullMarked
package io.github.keycloakduo.authentication;

import org.jspecify.annotations.NullMarked;
