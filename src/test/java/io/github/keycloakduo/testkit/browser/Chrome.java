package io.github.keycloakduo.testkit.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;

/** A real Chromium. */
public final class Chrome extends RealBrowser {
  private static final List<String> QUIET =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private Chrome(Playwright playwright, Browser browser, Path screenshots) {
    super(playwright, browser, screenshots);
  }

  static Chrome start(Path executable, Path screenshots) {
    Playwright playwright = driver();
    LaunchOptions options = new LaunchOptions().setExecutablePath(executable).setArgs(QUIET);
    return new Chrome(playwright, playwright.chromium().launch(options), screenshots);
  }
}
