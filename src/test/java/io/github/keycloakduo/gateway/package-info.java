/** Logins without a browser, over the domain of what may be sent. */
@NullMarked
package io.github.keycloakduo.gateway;

import org.jspecify.annotations.NullMarked;
