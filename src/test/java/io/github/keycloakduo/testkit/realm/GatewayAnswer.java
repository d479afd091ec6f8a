package io.github.keycloakduo.testkit.realm;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.keycloakduo.testkit.server.Json;

/** What a gateway was answered, byte for byte. */
public record GatewayAnswer(int status, String body) {

  public JsonNode json() {
    return Json.read(body);
  }

  public String error() {
    return json().path("error").asText();
  }

  /** The member that says what to ask the person. */
  public JsonNode duo() {
    return json().path("duo");
  }

  public String reason() {
    return duo().path("reason").asText();
  }

  /** Whether there are tokens. */
  public boolean isIn() {
    return status == 200 && json().hasNonNull("access_token");
  }

  public TokenResponse tokens() {
    return new TokenResponse(status, json());
  }
}
