/**
 * The clients of Duo's Auth API and OIDC Auth API: signatures and tokens, the formats on the wire,
 * and the HTTP transport below them.
 */
@NullMarked
package io.github.keycloakduo.duo;

import org.jspecify.annotations.NullMarked;
