package io.github.keycloakduo.keycloak.runtime;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * The subject of a login: whose it is and under which configuration, with or without a flow around
 * it.
 *
 * @param session of the request
 */
public record LoginSubject(
    KeycloakSession session, RealmModel realm, UserModel user, AuthenticatorConfigModel config) {

  public static LoginSubject of(AuthenticationFlowContext context) {
    return new LoginSubject(
        context.getSession(),
        context.getRealm(),
        context.getUser(),
        context.getAuthenticatorConfig());
  }
}
