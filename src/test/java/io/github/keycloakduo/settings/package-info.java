/** Every option's default, meaning and refusal. */
@NullMarked
package io.github.keycloakduo.settings;

import org.jspecify.annotations.NullMarked;
