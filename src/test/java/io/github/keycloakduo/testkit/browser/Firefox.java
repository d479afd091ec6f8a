package io.github.keycloakduo.testkit.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real Firefox as its makers ship it. */
public final class Firefox extends RealBrowser {
  private static final Pattern WEBDRIVER_BIDI =
      Pattern.compile("\"_bidiFirefox\":\\{\"guid\":\"([^\"]+)\"");

  private Firefox(Playwright playwright, Browser browser, Path screenshots) {
    super(playwright, browser, screenshots);
  }

  static Firefox start(Path executable, Path screenshots) {
    Playwright playwright = driver();
    LaunchOptions options = new LaunchOptions().setExecutablePath(executable);
    return new Firefox(playwright, webDriverBidi(playwright).launch(options), screenshots);
  }

  /**
   * The door to browsers that speak WebDriver BiDi. Playwright's driver has it and its Java client
   * does not show it; {@code playwright.firefox()} speaks to a Firefox of Playwright's own only.
   */
  private static BrowserType webDriverBidi(Playwright playwright) {
    try {
      Class<?> owner = Class.forName("com.microsoft.playwright.impl.ChannelOwner");
      Matcher guid =
          WEBDRIVER_BIDI.matcher(String.valueOf(open(owner, "initializer").get(playwright)));
      if (!guid.find()) {
        throw new IllegalStateException("this Playwright has no WebDriver BiDi");
      }
      Object connection = open(owner, "connection").get(playwright);
      Method lookup = connection.getClass().getDeclaredMethod("getExistingObject", String.class);
      lookup.setAccessible(true);
      Object type = lookup.invoke(connection, guid.group(1));
      open(type.getClass(), "playwright").set(type, playwright);
      return (BrowserType) type;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Playwright is built in another way", e);
    }
  }

  private static Field open(Class<?> type, String name) throws NoSuchFieldException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }
}
