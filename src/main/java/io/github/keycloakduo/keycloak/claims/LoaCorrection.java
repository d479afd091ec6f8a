package io.github.keycloakduo.keycloak.claims;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.TreeMap;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.AuthenticationFlowException;
import org.keycloak.authentication.authenticators.util.AcrStore;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.messages.Messages;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The levels of authentication of a login, from which {@code acr} and later step-ups are made. */
final class LoaCorrection {
  private final AuthenticationSessionModel login;
  private final AcrStore store;

  LoaCorrection(KeycloakSession session, AuthenticationSessionModel login) {
    this.login = login;
    this.store = new AcrStore(session, login);
  }

  void correct(AmrCorrection correction) {
    int noted = store.getLevelOfAuthenticationFromCurrentAuthentication();
    if (correction.level(noted) != noted) {
      store.setLevelAuthenticatedToCurrentRequest(correction.level(noted));
    }
    String reached = login.getAuthNote(Constants.LOA_MAP);
    if (reached != null) {
      String corrected =
          NoteJson.write(
              correction.levels(
                  NoteJson.read(reached, new TypeReference<TreeMap<Integer, Integer>>() {})));
      login.setAuthNote(Constants.LOA_MAP, corrected);
      // The condition may have written it before us.
      login.setUserSessionNote(Constants.LOA_MAP, corrected);
    }
  }

  /** The condition may have looked before us, and have been satisfied with what was not true. */
  void check(AuthenticationFlowModel flow) {
    if (store.isLevelOfAuthenticationForced()
        && !store.isLevelOfAuthenticationSatisfiedFromCurrentAuthentication(flow)) {
      throw new AuthenticationFlowException(
          AuthenticationFlowError.GENERIC_AUTHENTICATION_ERROR,
          "the level of authentication that the client requires was not reached",
          Messages.ACR_NOT_FULFILLED);
    }
  }
}
