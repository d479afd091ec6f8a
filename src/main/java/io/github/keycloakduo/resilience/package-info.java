/** The circuit breaker, which keeps trouble of another server away from logins. */
@NullMarked
package io.github.keycloakduo.resilience;

import org.jspecify.annotations.NullMarked;
