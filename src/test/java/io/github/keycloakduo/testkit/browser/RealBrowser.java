package io.github.keycloakduo.testkit.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A browser without a screen. Each window has its own cookies, like another browser. */
public abstract sealed class RealBrowser implements AutoCloseable permits Chrome, Firefox {
  private static final double PATIENCE_MILLIS = 60_000;

  private final Playwright playwright;
  private final Browser browser;
  private final Path screenshots;
  private final List<BrowserContext> windows = new ArrayList<>();

  /**
   * Takes over a running browser.
   *
   * @param screenshots the directory pictures go to
   */
  RealBrowser(Playwright playwright, Browser browser, Path screenshots) {
    this.playwright = playwright;
    this.browser = browser;
    this.screenshots = screenshots;
    // Assertions have a patience of their own, too short for a machine that does much else.
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
  }

  /**
   * The driver alone: the browser is the installed one, and Playwright must never fetch its own.
   */
  static Playwright driver() {
    return Playwright.create(
        new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
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
    screenshot(page, name, true);
  }

  /** Keeps a picture of what the window shows as {@code NAME.png}. */
  public void screenshotOfWindow(Page page, String name) {
    screenshot(page, name, false);
  }

  private void screenshot(Page page, String name, boolean whole) {
    Path file = screenshots.resolve(name.replaceAll("[^A-Za-z0-9_-]+", "-") + ".png");
    page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(whole));
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
