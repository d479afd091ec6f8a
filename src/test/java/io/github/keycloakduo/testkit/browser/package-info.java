/** Browsers that log in: a plain HTTP one without scripts, and a real Chromium. */
@NullMarked
package io.github.keycloakduo.testkit.browser;

import org.jspecify.annotations.NullMarked;
