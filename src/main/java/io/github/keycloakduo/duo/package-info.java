/** The Duo Auth API: signing, the wire protocol and the HTTP transport below it. */
@NullMarked
package io.github.keycloakduo.duo;

import org.jspecify.annotations.NullMarked;
