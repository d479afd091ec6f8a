/** The load test: what logins cost, compared with logins that this product takes no part in. */
@NullMarked
package io.github.keycloakduo.bench;

import org.jspecify.annotations.NullMarked;
