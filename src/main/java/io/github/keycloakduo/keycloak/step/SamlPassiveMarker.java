package io.github.keycloakduo.keycloak.step;

import org.keycloak.Config;
import org.keycloak.dom.saml.v2.protocol.AuthnRequestType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.protocol.saml.preprocessor.SamlAuthenticationPreprocessor;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * A preprocessor of SAML requests that notes in a login that its request is passive; Keycloak
 * itself keeps that from the steps of a flow.
 */
public final class SamlPassiveMarker implements SamlAuthenticationPreprocessor {

  @Override
  public String getId() {
    return "duo-mfa-passive";
  }

  @Override
  public SamlAuthenticationPreprocessor create(KeycloakSession session) {
    return this;
  }

  @Override
  public AuthnRequestType beforeProcessingLoginRequest(
      AuthnRequestType request, AuthenticationSessionModel login) {
    if (Boolean.TRUE.equals(request.isIsPassive())) {
      login.setClientNote(PassiveRequest.SAML_NOTE, "true");
    }
    return request;
  }

  @Override
  public void init(Config.Scope config) {
    // There is nothing to configure.
  }

  @Override
  public void postInit(KeycloakSessionFactory factory) {
    // There is nothing to prepare.
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
