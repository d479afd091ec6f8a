/** The configuration of one execution: its keys, their parsing and the typed result. */
@NullMarked
package io.github.keycloakduo.settings;

import org.jspecify.annotations.NullMarked;
