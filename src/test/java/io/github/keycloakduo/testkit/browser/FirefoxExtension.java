package io.github.keycloakduo.testkit.browser;

/** The one Firefox. */
final class FirefoxExtension extends BrowserExtension<Firefox> {
  FirefoxExtension() {
    super(Firefox.class, BrowserProgram.FIREFOX, Firefox::start);
  }
}
