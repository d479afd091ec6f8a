package io.github.keycloakduo.keycloak.browser;

import io.github.keycloakduo.keycloak.runtime.ProviderIds;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The URLs of the extension that belong to one login. */
final class LoginUrls {
  static final String CLIENT = "client_id";
  static final String TAB = "tab_id";
  static final String EXECUTION = "execution";

  private LoginUrls() {}

  /** What a waiting page polls. */
  static URI of(AuthenticationFlowContext context) {
    return of(context, "status");
  }

  /** Where Duo's own page sends the browser back to; the login's own wherever it is reached. */
  static URI callback(AuthenticationFlowContext context) {
    return of(context, "callback");
  }

  private static URI of(AuthenticationFlowContext context, String leaf) {
    AuthenticationSessionModel session = context.getAuthenticationSession();
    return UriBuilder.fromUri(context.getUriInfo().getBaseUri())
        .path("realms")
        .path("{realm}")
        .path(ProviderIds.BROWSER)
        .path(leaf)
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
