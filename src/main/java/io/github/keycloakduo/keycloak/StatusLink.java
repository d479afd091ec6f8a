package io.github.keycloakduo.keycloak;

import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The address a waiting page polls. */
final class StatusLink {
  static final String CLIENT = "client_id";
  static final String TAB = "tab_id";
  static final String EXECUTION = "execution";

  private StatusLink() {}

  static URI of(AuthenticationFlowContext context) {
    AuthenticationSessionModel session = context.getAuthenticationSession();
    return UriBuilder.fromUri(context.getUriInfo().getBaseUri())
        .path("realms")
        .path("{realm}")
        .path(DuoMfaAuthenticatorFactory.PROVIDER_ID)
        .path("status")
        .queryParam(CLIENT, "{client}")
        .queryParam(TAB, "{tab}")
        .queryParam(EXECUTION, "{execution}")
        .build(
            context.getRealm().getName(),
            session.getClient().getClientId(),
            session.getTabId(),
            context.getExecution().getId());
  }
}
