package io.github.keycloakduo.keycloak.admin;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** A reader of request bodies, with a limit on their size. */
final class RequestBodies {
  /** The limit of the importer. */
  static final int MAX_BODY_BYTES = 256 * 1024;

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private RequestBodies() {}

  static byte[] bytes(InputStream body) {
    return bytes(body, MAX_BODY_BYTES);
  }

  static byte[] bytes(InputStream body, int max) {
    try {
      byte[] read = body.readNBytes(max + 1);
      if (read.length > max) {
        throw AdminErrors.tooLarge("the body is larger than " + max / 1024 + " KiB");
      }
      return read;
    } catch (IOException e) {
      throw AdminErrors.badRequest("the body cannot be read");
    }
  }

  static JsonNode object(InputStream body) {
    try {
      JsonNode node = JSON.readTree(bytes(body));
      if (node != null && node.isObject()) {
        return node;
      }
    } catch (IOException notJson) {
      // Rejected below; the parser's own message quotes the body.
    }
    throw AdminErrors.badRequest("the body is not a JSON object");
  }

  /** A text member; absent, null and blank are the same. */
  static Optional<String> text(JsonNode object, String member) {
    JsonNode node = object.path(member);
    if (node.isMissingNode() || node.isNull()) {
      return Optional.empty();
    }
    if (!node.isTextual()) {
      throw AdminErrors.badRequest(member + " is not a text");
    }
    return Optional.of(node.asText().strip()).filter(text -> !text.isEmpty());
  }
}
