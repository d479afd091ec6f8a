package io.github.keycloakduo.pages;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.Locale;

/** A way in which people look at a page. */
enum View {
  LIGHT,
  DARK,
  NARROW,
  /** A window of 1280 pixels at 200 %: half as many for the page. */
  ZOOMED,
  RIGHT_TO_LEFT,
  REDUCED_MOTION,
  FORCED_COLOURS;

  private static final int DESKTOP = 1280;

  NewContextOptions options() {
    NewContextOptions window =
        new NewContextOptions().setColorScheme(ColorScheme.LIGHT).setViewportSize(DESKTOP, 900);
    return switch (this) {
      case LIGHT, RIGHT_TO_LEFT -> window;
      case DARK -> window.setColorScheme(ColorScheme.DARK);
      case NARROW -> window.setViewportSize(320, 640);
      case ZOOMED -> window.setViewportSize(DESKTOP / 2, 450).setDeviceScaleFactor(2);
      case REDUCED_MOTION -> window.setReducedMotion(ReducedMotion.REDUCE);
      case FORCED_COLOURS -> window.setForcedColors(ForcedColors.ACTIVE);
    };
  }

  Language language() {
    return this == RIGHT_TO_LEFT ? Language.arabic() : Language.of(Locale.ENGLISH);
  }
}
