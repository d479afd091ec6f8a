package io.github.keycloakduo.pages;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Clock.InstallOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import io.github.keycloakduo.testkit.browser.BrowserProgram;
import java.util.List;
import java.util.Map;

/** The installed Chromium, in which the pages' time stands still until it is wound forward. */
final class ScriptBrowser implements AutoCloseable {
  private final Playwright playwright =
      Playwright.create(
          new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  private final Browser browser =
      playwright
          .chromium()
          .launch(
              new LaunchOptions()
                  .setExecutablePath(BrowserProgram.CHROMIUM.find().orElseThrow())
                  .setArgs(List.of("--no-sandbox", "--disable-gpu")));

  Page open(FakeSite site) {
    Page page = window(site, new NewContextOptions());
    // An installed clock alone goes on by itself, and a slow machine would see the page's timers.
    page.clock().install(new InstallOptions().setTime(0));
    page.clock().pauseAt(1_000);
    page.navigate(FakeSite.START);
    return page;
  }

  /**
   * The same as an older browser, of which functions and classes are missing.
   *
   * @param missing such as {@code AbortSignal.timeout}
   */
  Page openWithout(List<String> missing, FakeSite site) {
    Page page = window(site, new NewContextOptions());
    missing.forEach(
        name -> page.addInitScript("delete " + (name.contains(".") ? name : "window." + name)));
    page.clock().install(new InstallOptions().setTime(0));
    page.clock().pauseAt(1_000);
    page.navigate(FakeSite.START);
    return page;
  }

  Page openWithoutScripts(FakeSite site) {
    Page page = window(site, new NewContextOptions().setJavaScriptEnabled(false));
    page.navigate(FakeSite.START);
    return page;
  }

  /** A window in which time goes by, for pages of a server. */
  BrowserContext window(NewContextOptions options) {
    BrowserContext window = browser.newContext(options);
    window.setDefaultTimeout(60_000);
    return window;
  }

  private Page window(FakeSite site, NewContextOptions options) {
    BrowserContext window = window(options);
    site.serve(window);
    return window.newPage();
  }

  /** Winds the time forward until the page has asked for the status and has read the answer. */
  static void untilAnswered(Page page, long milliseconds) {
    page.waitForResponse(
            response -> response.url().contains("/duo-mfa/status"),
            () -> page.clock().runFor(milliseconds))
        .finished();
    settle(page);
  }

  /** Lets the page finish what it does with what it has got: a later message comes after that. */
  static void settle(Page page) {
    page.evaluate(
        "() => new Promise(done => { const c = new MessageChannel();"
            + "c.port1.onmessage = () => done(); c.port2.postMessage(0); })");
  }

  void closeWindows() {
    browser.contexts().forEach(BrowserContext::close);
  }

  @Override
  public void close() {
    playwright.close();
  }
}
