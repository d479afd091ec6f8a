package io.github.keycloakduo.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.http.HttpResponse;

/** The HTTP status and the parsed body of an answer. */
record Reply(int status, JsonNode json, HttpResponse<String> http) {
  private static final JsonMapper MAPPER = new JsonMapper();

  static Reply of(HttpResponse<String> response) {
    try {
      return new Reply(response.statusCode(), MAPPER.readTree(response.body()), response);
    } catch (IOException e) {
      throw new IllegalStateException("Not JSON: " + response.body(), e);
    }
  }

  String result() {
    return text("/response/result");
  }

  String text(String pointer) {
    return json.at(pointer).asText();
  }

  int code() {
    return json.path("code").asInt();
  }
}
