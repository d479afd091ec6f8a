package io.github.keycloakduo.testkit.browser;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;

/** What a user's Chromium window is like; a desktop in English with scripts unless changed. */
public record Look(boolean scripts, boolean dark, boolean mobile, String locale) {

  public static Look desktop() {
    return new Look(true, false, false, "en-US");
  }

  public Look withoutScripts() {
    return new Look(false, dark, mobile, locale);
  }

  public Look inTheDark() {
    return new Look(scripts, true, mobile, locale);
  }

  public Look onAPhone() {
    return new Look(scripts, dark, true, locale);
  }

  public Look in(String language) {
    return new Look(scripts, dark, mobile, language);
  }

  NewContextOptions options() {
    return new NewContextOptions()
        .setJavaScriptEnabled(scripts)
        .setColorScheme(dark ? ColorScheme.DARK : ColorScheme.LIGHT)
        .setViewportSize(mobile ? 390 : 1280, mobile ? 844 : 800)
        .setHasTouch(mobile)
        .setIsMobile(mobile)
        .setLocale(locale)
        // The simulated Duo has a certificate of its own authority.
        .setIgnoreHTTPSErrors(true);
  }
}
