package io.github.keycloakduo.keycloak.step;

import jakarta.ws.rs.core.Response;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.protocol.LoginProtocol;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.util.TokenUtil;

/**
 * A request by which a client only looks whether the user is logged in, and forbids to ask him
 * (OpenID Connect Core, section 3.1.2.1: {@code prompt=none}; SAML 2.0 Core, section 3.4.1: {@code
 * IsPassive}). Any web page can make a browser send one.
 */
final class PassiveRequest {
  /** Keycloak keeps the parameter of OpenID Connect, but nothing of SAML's attribute. */
  static final String SAML_NOTE = "duo-mfa.saml-passive";

  private PassiveRequest() {}

  static boolean isPassive(AuthenticationSessionModel login) {
    return TokenUtil.hasPrompt(
            login.getClientNote(OIDCLoginProtocol.PROMPT_PARAM),
            OIDCLoginProtocol.PROMPT_VALUE_NONE)
        || Boolean.parseBoolean(login.getClientNote(SAML_NOTE));
  }

  /** The answer to a passive request that cannot do without the user. */
  static Response interactionRequired(AuthenticationFlowContext flow) {
    AuthenticationSessionModel login = flow.getAuthenticationSession();
    // After the detour by an identity provider Keycloak would show what a step answers. Everywhere
    // else it throws that away and tells the client itself, once more than it can be told.
    boolean shown =
        Boolean.parseBoolean(login.getAuthNote(AuthenticationProcessor.FORWARDED_PASSIVE_LOGIN));
    return shown
        ? ClientProtocol.of(flow)
            .sendError(login, LoginProtocol.Error.PASSIVE_INTERACTION_REQUIRED, null)
        : Response.status(Response.Status.FORBIDDEN).build();
  }
}
