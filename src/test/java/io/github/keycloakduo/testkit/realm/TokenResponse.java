package io.github.keycloakduo.testkit.realm;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakduo.testkit.server.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What the token endpoint answered, tokens or an error. */
public record TokenResponse(int status, JsonNode body) {

  public String error() {
    return body.path("error").asText();
  }

  public String accessToken() {
    return token("access_token");
  }

  public String refreshToken() {
    return token("refresh_token");
  }

  /** The claims of the access token; its signature is not checked. */
  public JsonNode accessClaims() {
    return claims(accessToken());
  }

  /** The claims of the ID token; its signature is not checked. */
  public JsonNode idClaims() {
    return claims(token("id_token"));
  }

  private String token(String name) {
    if (!body.hasNonNull(name)) {
      throw new IllegalStateException("no " + name + " in " + status + " " + body);
    }
    return body.path(name).asText();
  }

  private static JsonNode claims(String token) {
    byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
    return Json.read(new String(claims, StandardCharsets.UTF_8));
  }
}
