/** What becomes of files of the SPS plugin, and that nothing in them does harm. */
@NullMarked
package io.github.keycloakduo.sps;

import org.jspecify.annotations.NullMarked;
