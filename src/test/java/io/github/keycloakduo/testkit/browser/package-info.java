/** Browsers that log in: a plain HTTP one without scripts, a real Chromium and a real Firefox. */
@NullMarked
package io.github.keycloakduo.testkit.browser;

import org.jspecify.annotations.NullMarked;
