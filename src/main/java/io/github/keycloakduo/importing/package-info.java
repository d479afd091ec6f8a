/** What every import of foreign configurations shares: the report, its checks, its result. */
@NullMarked
package io.github.keycloakduo.importing;

import org.jspecify.annotations.NullMarked;
