/**
 * One conversation with Duo: preauth, the running challenge and its verdict, over many requests and
 * nodes.
 */
@NullMarked
package io.github.keycloakduo.challenge;

import org.jspecify.annotations.NullMarked;
