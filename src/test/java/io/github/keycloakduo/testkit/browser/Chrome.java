package io.github.keycloakduo.testkit.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real Chromium without a screen. Each window has its own cookies, like another browser. */
public final class Chrome implements AutoCloseable {
  private static final List<String> QUIET =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");
  private static final double PATIENCE_MILLIS = 60_000;

  private final Playwright playwright;
  private final Browser browser;
  private final Path screenshots;
  private final List<BrowserContext> windows = new ArrayList<>();

  private Chrome(Playwright playwright, Browser browser, Path screenshots) {
    this.playwright = playwright;
    this.browser = browser;
    this.screenshots = screenshots;
  }

  /**
   * Starts the installed Chromium.
   *
   * @param screenshots the directory pictures go to
   */
  static Chrome start(Path executable, Path screenshots) {
    // Assertions have a patience of their own, too short for a machine that does much else.
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    // The browser is the installed one; Playwright must never fetch its own.
    Map<String, String> environment = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    Playwright playwright = Playwright.create(new CreateOptions().setEnv(environment));
    LaunchOptions options = new LaunchOptions().setExecutablePath(executable).setArgs(QUIET);
    return new Chrome(playwright, playwright.chromium().launch(options), screenshots);
  }

  public String version() {
    return browser.version();
  }

  /** Opens a window of its own and goes there; more tabs come from the page's context. */
  public Page open(Look look, URI uri) {
    BrowserContext window = browser.newContext(look.options());
    windows.add(window);
    window.setDefaultTimeout(PATIENCE_MILLIS);
    Page page = window.newPage();
    page.navigate(uri.toString());
    return page;
  }

  /** Keeps a picture of the whole page as {@code NAME.png}. */
  public void screenshot(Page page, String name) {
    Path file = screenshots.resolve(name.replaceAll("[^A-Za-z0-9_-]+", "-") + ".png");
    page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
  }

  void screenshotAll(String name) {
    List<Page> pages = windows.stream().flatMap(window -> window.pages().stream()).toList();
    for (int i = 0; i < pages.size(); i++) {
      screenshot(pages.get(i), name + "-" + i);
    }
  }

  void closeWindows() {
    windows.forEach(BrowserContext::close);
    windows.clear();
  }

  @Override
  public void close() {
    closeWindows();
    browser.close();
    playwright.close();
  }
}
