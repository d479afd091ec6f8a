package io.github.keycloakduo.testkit.server;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keycloak's admin REST interface. Bodies are anything Jackson can write; an answer of 400 and more
 * is an exception, except from {@link #send}.
 */
public final class AdminClient {
  private final String root;
  private final Supplier<String> token;

  public AdminClient(URI baseUrl, String clientId, String secret) {
    this(baseUrl + "/admin/realms", new AdminToken(baseUrl, clientId, secret)::current);
  }

  private AdminClient(String root, Supplier<String> token) {
    this.root = root;
    this.token = token;
  }

  /** A client that shows this token, whoever it belongs to; a blank one is not sent. */
  public AdminClient as(String otherToken) {
    return new AdminClient(root, () -> otherToken);
  }

  /** The same client, with paths starting further down. */
  public AdminClient at(String path) {
    return new AdminClient(root + path, token);
  }

  public JsonNode get(String path) {
    return json(checked("GET", path, null).body());
  }

  /** The answer's body, or a missing node if there is none. */
  public JsonNode post(String path, Object body) {
    return json(checked("POST", path, body).body());
  }

  /** The id of what was created. */
  public String create(String path, Object body) {
    String location = checked("POST", path, body).headers().firstValue("Location").orElseThrow();
    return location.substring(location.lastIndexOf('/') + 1);
  }

  public void put(String path, Object body) {
    checked("PUT", path, body);
  }

  public void delete(String path) {
    checked("DELETE", path, null);
  }

  /** Any answer, for tests that expect a refusal. */
  public HttpResponse<String> send(String method, String path, @Nullable Object body) {
    HttpRequest.Builder request = request(path);
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    return Http.send(request.method(method, publisher(body)));
  }

  /** Sends bytes of a type of their own by POST; any answer. */
  public HttpResponse<String> upload(String path, String contentType, byte[] body) {
    return Http.send(
        request(path).header("Content-Type", contentType).POST(BodyPublishers.ofByteArray(body)));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(root + path)).header("Accept", "application/json");
    String shown = token.get();
    return shown.isEmpty() ? request : request.header("Authorization", "Bearer " + shown);
  }

  private HttpResponse<String> checked(String method, String path, @Nullable Object body) {
    HttpResponse<String> response = send(method, path, body);
    if (response.statusCode() >= 400) {
      throw new IllegalStateException(
          method + " " + response.uri() + ": " + response.statusCode() + " " + response.body());
    }
    return response;
  }

  private static BodyPublisher publisher(@Nullable Object body) {
    try {
      return body == null
          ? BodyPublishers.noBody()
          : BodyPublishers.ofString(Json.MAPPER.writeValueAsString(body));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static JsonNode json(String body) {
    return body.isEmpty() ? MissingNode.getInstance() : Json.read(body);
  }

  /** A body for {@link #post} where the path says it all. */
  public static Object nothing() {
    return Map.of();
  }
}
