package io.github.keycloakduo.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** The HTTP exchange all of the kit shares: no redirects, no cookies, unchecked exceptions. */
public final class Http {
  private static final Duration LIMIT = Duration.ofSeconds(90);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private Http() {}

  public static HttpResponse<String> send(HttpRequest.Builder request) {
    return send(CLIENT, request);
  }

  public static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request) {
    try {
      return exchange(client, request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static HttpRequest.Builder form(URI uri, Map<String, String> fields) {
    return form(uri, fields.entrySet());
  }

  /** A POST of form fields, in which a name may come more than once. */
  public static HttpRequest.Builder form(URI uri, Collection<Map.Entry<String, String>> fields) {
    return HttpRequest.newBuilder(uri)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(encode(fields)));
  }

  public static String encode(Collection<Map.Entry<String, String>> fields) {
    return fields.stream()
        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  public static boolean answers(URI uri, int status) {
    try {
      return exchange(CLIENT, HttpRequest.newBuilder(uri)).statusCode() == status;
    } catch (IOException e) {
      return false;
    }
  }

  private static HttpResponse<String> exchange(HttpClient client, HttpRequest.Builder request)
      throws IOException {
    try {
      return client.send(request.timeout(LIMIT).build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted during an HTTP exchange", e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
