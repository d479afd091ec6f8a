/**
 * The login without a browser: a gateway sends all it has at once, waits for the answer, and
 * repeats the request with what was missing.
 */
@NullMarked
package io.github.keycloakduo.gateway;

import org.jspecify.annotations.NullMarked;
