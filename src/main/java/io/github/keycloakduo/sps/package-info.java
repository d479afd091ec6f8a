/** The import of configuration files of the Duo plugin for One Identity SPS. */
@NullMarked
package io.github.keycloakduo.sps;

import org.jspecify.annotations.NullMarked;
