package io.github.keycloakduo.keycloak.admin.keycheck;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/**
 * The status of a configuration at the last check, shared by all nodes.
 *
 * @param realm name of the realm
 * @param config alias
 */
record IntegrationStatus(String realm, String config, boolean ok) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static IntegrationStatus of(ConfigReference reference, boolean ok) {
    return new IntegrationStatus(reference.realm(), reference.config(), ok);
  }

  ConfigReference reference() {
    return new ConfigReference(realm, config);
  }

  static String write(List<IntegrationStatus> all) {
    try {
      return JSON.writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What another version wrote may be unreadable; then no status is known. */
  static List<IntegrationStatus> read(String text) {
    try {
      return JSON.readValue(text, new TypeReference<List<IntegrationStatus>>() {});
    } catch (JsonProcessingException e) {
      return List.of();
    }
  }
}
