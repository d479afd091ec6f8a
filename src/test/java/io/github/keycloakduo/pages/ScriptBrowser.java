package io.github.keycloakduo.pages;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
                  .setExecutablePath(installed().orElseThrow())
                  .setArgs(List.of("--no-sandbox", "--disable-gpu")));

  static boolean isInstalled() {
    return installed().isPresent();
  }

  private static Optional<Path> installed() {
    return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  Page open(FakeSite site) {
    Page page = window(site, new NewContextOptions());
    page.clock().install();
    page.navigate(FakeSite.START);
    return page;
  }

  Page openWithoutScripts(FakeSite site) {
    Page page = window(site, new NewContextOptions().setJavaScriptEnabled(false));
    page.navigate(FakeSite.START);
    return page;
  }

  private Page window(FakeSite site, NewContextOptions options) {
    BrowserContext window = browser.newContext(options);
    window.setDefaultTimeout(15_000);
    site.serve(window);
    return window.newPage();
  }

  /** Lets the page finish what it does with the last answer. */
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
