package io.github.keycloakduo.keycloak.step;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.protocol.LoginProtocol;

/** The protocol that the client of a login speaks. */
final class ClientProtocol {
  private ClientProtocol() {}

  static LoginProtocol of(AuthenticationFlowContext context) {
    return context
        .getSession()
        .getProvider(LoginProtocol.class, context.getAuthenticationSession().getProtocol())
        .setSession(context.getSession())
        .setRealm(context.getRealm())
        .setHttpHeaders(context.getHttpRequest().getHttpHeaders())
        .setUriInfo(context.getUriInfo())
        .setEventBuilder(context.getEvent());
  }
}
