package io.github.keycloakduo.keycloak.claims;

import io.github.keycloakduo.keycloak.runtime.ProviderIds;
import java.util.ArrayList;
import java.util.List;
import org.keycloak.models.ClientSessionContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.mappers.AbstractOIDCProtocolMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAccessTokenMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAttributeMapperHelper;
import org.keycloak.protocol.oidc.mappers.OIDCIDTokenMapper;
import org.keycloak.protocol.oidc.mappers.TokenIntrospectionTokenMapper;
import org.keycloak.protocol.oidc.mappers.UserInfoTokenMapper;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.representations.IDToken;

/**
 * The protocol mapper "Duo MFA": puts what the session's last Duo step said into tokens, as {@code
 * duo_mfa}.
 */
public final class DuoMfaMapper extends AbstractOIDCProtocolMapper
    implements OIDCAccessTokenMapper,
        OIDCIDTokenMapper,
        UserInfoTokenMapper,
        TokenIntrospectionTokenMapper {

  private static final List<ProviderConfigProperty> PROPERTIES = properties();

  private static List<ProviderConfigProperty> properties() {
    List<ProviderConfigProperty> properties = new ArrayList<>();
    OIDCAttributeMapperHelper.addIncludeInTokensConfig(properties, DuoMfaMapper.class);
    return List.copyOf(properties);
  }

  @Override
  public String getId() {
    return ProviderIds.MAPPER;
  }

  @Override
  public String getDisplayType() {
    return "Duo MFA";
  }

  @Override
  public String getDisplayCategory() {
    return TOKEN_MAPPER_CATEGORY;
  }

  @Override
  public String getHelpText() {
    return "Adds the claim duo_mfa: how the session's last Duo step ended, with which factor, when"
        + " the factor was shown, and the answers to the extra questions.";
  }

  @Override
  public List<ProviderConfigProperty> getConfigProperties() {
    return PROPERTIES;
  }

  @Override
  protected void setClaim(
      IDToken token,
      ProtocolMapperModel mapper,
      UserSessionModel userSession,
      KeycloakSession session,
      ClientSessionContext client) {
    CibaNotes.handOver(session, userSession, client.getClientSession());
    MfaClaim.of(userSession.getNotes())
        .ifPresent(claim -> token.setOtherClaims(MfaClaim.NAME, claim));
  }
}
