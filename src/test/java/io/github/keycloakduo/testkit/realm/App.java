package io.github.keycloakduo.testkit.realm;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakduo.testkit.server.Http;
import io.github.keycloakduo.testkit.server.Json;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** A public client of a realm, with the requests such a client makes. */
public record App(URI realmUrl, String clientId, URI redirectUri) {

  /** Where a login starts. */
  public URI loginUrl() {
    return loginUrl(Map.of());
  }

  /**
   * Where a login starts.
   *
   * @param extra more request parameters, such as {@code prompt}
   */
  public URI loginUrl(Map<String, String> extra) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("client_id", clientId);
    query.put("redirect_uri", redirectUri.toString());
    query.put("response_type", "code");
    query.put("scope", "openid");
    query.put("state", UUID.randomUUID().toString());
    query.putAll(extra);
    return URI.create(endpoint("auth") + "?" + Http.encode(query.entrySet()));
  }

  /** Changes an authorization code into tokens. */
  public TokenResponse exchange(String code) {
    return token(
        Map.of(
            "grant_type",
            "authorization_code",
            "code",
            code,
            "redirect_uri",
            redirectUri.toString()));
  }

  public TokenResponse refresh(TokenResponse tokens) {
    return token(Map.of("grant_type", "refresh_token", "refresh_token", tokens.refreshToken()));
  }

  public TokenResponse passwordGrant(String username, String password, Map<String, String> extra) {
    Map<String, String> fields = new LinkedHashMap<>(extra);
    fields.put("grant_type", "password");
    fields.put("username", username);
    fields.put("password", password);
    fields.putIfAbsent("scope", "openid");
    return token(fields);
  }

  /** Revokes the refresh token, and with it what the client has of the session. */
  public void revoke(TokenResponse tokens) {
    Map<String, String> fields = Map.of("client_id", clientId, "token", tokens.refreshToken());
    int status = Http.send(Http.form(endpoint("revoke"), fields)).statusCode();
    if (status != 200) {
      throw new IllegalStateException("the token was not revoked: " + status);
    }
  }

  /** What the userinfo endpoint says. */
  public JsonNode userInfo(TokenResponse tokens) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint("userinfo"))
            .header("Authorization", "Bearer " + tokens.accessToken());
    return Json.read(Http.send(request).body());
  }

  /** What the introspection endpoint says; the client must have this secret. */
  public JsonNode introspect(TokenResponse tokens, String secret) {
    Map<String, String> fields =
        Map.of("client_id", clientId, "client_secret", secret, "token", tokens.accessToken());
    return Json.read(Http.send(Http.form(endpoint("token/introspect"), fields)).body());
  }

  /** What a device without a keyboard is told, to show it to its user. */
  public JsonNode startDevice() {
    Map<String, String> fields = Map.of("client_id", clientId, "scope", "openid");
    return Json.read(Http.send(Http.form(endpoint("auth/device"), fields)).body());
  }

  /** A request to the token endpoint with any fields. */
  public TokenResponse token(Map<String, String> fields) {
    Map<String, String> all = new LinkedHashMap<>(fields);
    all.put("client_id", clientId);
    HttpResponse<String> response = Http.send(Http.form(endpoint("token"), all));
    return new TokenResponse(response.statusCode(), Json.read(response.body()));
  }

  private URI endpoint(String name) {
    return URI.create(realmUrl + "/protocol/openid-connect/" + name);
  }
}
