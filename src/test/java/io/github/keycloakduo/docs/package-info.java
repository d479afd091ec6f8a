/** What the documentation says, held to the code. */
@NullMarked
package io.github.keycloakduo.docs;

import org.jspecify.annotations.NullMarked;
