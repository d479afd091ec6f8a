/** The configurations of the plugin for One Identity SPS: reading, converting, and writing them. */
@NullMarked
package io.github.keycloakduo.sps;

import org.jspecify.annotations.NullMarked;
