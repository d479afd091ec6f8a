package io.github.keycloakduo.pages;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What Keycloak would answer to the browser, without a network: one page, its files, the status.
 */
final class FakeSite {
  static final String START = "https://id.example/start";

  private static final int SILENCE = 0;

  private record Answer(int code, String body) {}

  private final String html;
  private final Deque<Answer> statuses = new ArrayDeque<>();
  private final List<String> posts = new ArrayList<>();
  private int refreshes;
  private int questions;
  private Map<String, String> headers = Map.of();

  FakeSite(Page page, KeycloakTheme theme) {
    html = page.html(theme);
  }

  /** What the status URL answers next; the last answer stays. */
  FakeSite answering(int code, String body) {
    statuses.add(new Answer(code, body));
    return this;
  }

  /** The status URL asks for so many seconds between two questions. */
  FakeSite busy(int seconds) {
    headers = Map.of("Retry-After", String.valueOf(seconds));
    return this;
  }

  /** The status URL answers nothing to the next request. */
  FakeSite silent() {
    return answering(SILENCE, "");
  }

  void serve(BrowserContext window) {
    window.route("**/*", this::answer);
  }

  /** Bodies of the forms that were sent. */
  List<String> posts() {
    return posts;
  }

  int refreshes() {
    return refreshes;
  }

  int questions() {
    return questions;
  }

  private void answer(Route route) {
    String path = URI.create(route.request().url()).getPath();
    if (path.startsWith("/resources/")) {
      file(route, path.replaceFirst("^/resources/v/login/theme/", ""));
    } else if (path.endsWith("/duo-mfa/status")) {
      questions++;
      Answer next = statuses.size() > 1 ? statuses.remove() : statuses.element();
      if (next.code() != SILENCE) {
        route.fulfill(json(next));
      }
    } else if ("POST".equals(route.request().method())) {
      posts.add(Objects.requireNonNullElse(route.request().postData(), ""));
      // No content: the page stays and could send the form again.
      route.fulfill(new FulfillOptions().setStatus(204));
    } else {
      refreshes += URI.create(START).getPath().equals(path) ? 0 : 1;
      route.fulfill(new FulfillOptions().setContentType("text/html").setBody(html));
    }
  }

  private FulfillOptions json(Answer answer) {
    return new FulfillOptions()
        .setHeaders(headers)
        .setStatus(answer.code())
        .setContentType("application/json")
        .setBody(answer.body());
  }

  private static void file(Route route, String name) {
    Path ours = Path.of("themes", "duo", "login", "resources").resolve(name);
    String type = name.endsWith(".css") ? "text/css" : "text/javascript";
    try (InputStream keycloaks =
        FakeSite.class.getResourceAsStream("/theme/base/login/resources/" + name)) {
      if (Files.isRegularFile(ours)) {
        route.fulfill(
            new FulfillOptions().setContentType(type).setBodyBytes(Files.readAllBytes(ours)));
      } else if (keycloaks != null) {
        route.fulfill(
            new FulfillOptions().setContentType(type).setBodyBytes(keycloaks.readAllBytes()));
      } else {
        route.fulfill(new FulfillOptions().setStatus(404));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
