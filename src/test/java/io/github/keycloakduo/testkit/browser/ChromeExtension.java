package io.github.keycloakduo.testkit.browser;

/** The one Chromium. */
final class ChromeExtension extends BrowserExtension<Chrome> {
  ChromeExtension() {
    super(Chrome.class, BrowserProgram.CHROMIUM, Chrome::start);
  }
}
