package io.github.keycloakduo.keycloak.admin.keycheck;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/**
 * How a configuration stood at the last look, for all nodes.
 *
 * @param realm name of the realm
 * @param config alias
 */
record IntegrationStatus(String realm, String config, boolean ok) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static String write(List<IntegrationStatus> all) {
    try {
      return JSON.writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What another version wrote may be unreadable; then nothing is known. */
  static List<IntegrationStatus> read(String text) {
    try {
      return JSON.readValue(text, new TypeReference<List<IntegrationStatus>>() {});
    } catch (JsonProcessingException e) {
      return List.of();
    }
  }
}
