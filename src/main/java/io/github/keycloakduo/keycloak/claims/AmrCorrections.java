package io.github.keycloakduo.keycloak.claims;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.Map;
import java.util.TreeMap;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The corrections of a login by execution, kept from our step to the end of the flow. */
final class AmrCorrections {
  private static final String NOTE = "duo.corrections";

  private AmrCorrections() {}

  static void put(AuthenticationSessionModel login, String execution, AmrCorrection correction) {
    Map<String, AmrCorrection> all = all(login);
    all.put(execution, correction);
    login.setAuthNote(NOTE, NoteJson.write(all));
  }

  /** A login may go through several flows, as after an identity provider; each has its own. */
  static Map<String, AmrCorrection> take(AuthenticationSessionModel login) {
    Map<String, AmrCorrection> all = all(login);
    login.removeAuthNote(NOTE);
    return all;
  }

  private static Map<String, AmrCorrection> all(AuthenticationSessionModel login) {
    return NoteJson.read(
        login.getAuthNote(NOTE), new TypeReference<TreeMap<String, AmrCorrection>>() {});
  }
}
