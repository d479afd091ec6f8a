package io.github.keycloakduo.keycloak.claims;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.Map;
import java.util.TreeMap;
import org.keycloak.models.Constants;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The note of Keycloak's that lists the executions a session has completed, by id, with epoch
 * seconds. The {@code amr} claim of every client is made from it, at every token.
 */
final class CompletedExecutions {
  private CompletedExecutions() {}

  static Map<String, Integer> read(AuthenticationSessionModel login) {
    return NoteJson.read(
        login.getUserSessionNotes().get(Constants.AUTHENTICATORS_COMPLETED),
        new TypeReference<TreeMap<String, Integer>>() {});
  }

  static void write(AuthenticationSessionModel login, Map<String, Integer> completed) {
    login.setUserSessionNote(Constants.AUTHENTICATORS_COMPLETED, NoteJson.write(completed));
  }
}
