package io.github.keycloakduo.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * The least a browser does: cookies, and redirects within the server. The browser of the tests
 * parses each page, for which the processor of the driver has no time.
 */
final class Browser {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int MOST_REDIRECTS = 6;

  private final HttpClient client;
  private final URI base;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private int requests;

  Browser(HttpClient client, URI base) {
    this.client = client;
    this.base = base;
  }

  int requests() {
    return requests;
  }

  Answer get(String url) throws IOException, InterruptedException {
    return settle(send(request(url).GET()));
  }

  /** Sends a form that is encoded already. */
  Answer post(String url, String form) throws IOException, InterruptedException {
    return settle(
        send(
            request(url)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))));
  }

  /** A request of a script; its answer sets no cookie. */
  CompletableFuture<HttpResponse<String>> ask(String url) {
    requests++;
    return client.sendAsync(
        request(url).header("Accept", "application/json").build(), BodyHandlers.ofString());
  }

  private Answer settle(Answer first) throws IOException, InterruptedException {
    Answer answer = first;
    for (int i = 0; i < MOST_REDIRECTS; i++) {
      Optional<String> next = answer.redirect().filter(to -> to.startsWith(base.toString()));
      if (next.isEmpty()) {
        return answer;
      }
      answer = send(request(next.get()).GET());
    }
    throw new LoginFailed("too many redirects, at last to " + answer.redirect());
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
    requests++;
    response.headers().allValues("Set-Cookie").forEach(this::keep);
    Optional<String> redirect =
        response.statusCode() / 100 == 3
            ? response.headers().firstValue("Location")
            : Optional.empty();
    return new Answer(
        response.uri(),
        response.statusCode(),
        response.body(),
        redirect.map(to -> response.uri().resolve(to).toString()));
  }

  private HttpRequest.Builder request(String url) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).header("Accept-Language", "en");
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    return request;
  }

  private void keep(String header) {
    int equals = header.indexOf('=');
    int end = header.indexOf(';');
    String value = header.substring(equals + 1, end < 0 ? header.length() : end);
    if (value.isEmpty() || header.contains("Max-Age=0")) {
      cookies.remove(header.substring(0, equals));
    } else {
      cookies.put(header.substring(0, equals), value);
    }
  }

  /** What came back. */
  record Answer(URI url, int status, String body, Optional<String> redirect) {
    private static final int SHOWN = 300;

    boolean isLoggedIn() {
      return redirect
          .filter(to -> to.startsWith(BenchRealm.REDIRECT) && to.contains("code="))
          .isPresent();
    }

    boolean has(String text) {
      return body.contains(text);
    }

    /** Where the form of the login goes. */
    String action() {
      return attribute("action");
    }

    /** The address in the first attribute of this name. */
    String attribute(String name) {
      int at = body.indexOf(" " + name + "=\"");
      if (at < 0) {
        throw new LoginFailed("no " + name + " in " + this);
      }
      int begin = at + name.length() + 3;
      String value = body.substring(begin, body.indexOf('"', begin)).replace("&amp;", "&");
      return url.resolve(value).toString();
    }

    @Override
    public String toString() {
      String text =
          body.replaceAll("(?s)<(script|style).*?</\\1>|<[^>]*>", " ").replaceAll("\\s+", " ");
      return status
          + " "
          + redirect.orElse("")
          + " "
          + text.substring(0, Math.min(text.length(), SHOWN));
    }
  }
}
