/** The exemption of one user for a limited time. */
@NullMarked
package io.github.keycloakduo.breakglass;

import org.jspecify.annotations.NullMarked;
