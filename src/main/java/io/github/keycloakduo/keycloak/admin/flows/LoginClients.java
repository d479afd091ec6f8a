package io.github.keycloakduo.keycloak.admin.flows;

import java.util.List;
import java.util.function.Predicate;
import org.keycloak.models.AuthenticationFlowBindings;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;

/** The clients of a realm by which somebody can log in. */
final class LoginClients {
  private static final String SAML = "saml";
  private static final String ECP = "saml.allow.ecp.flow";
  private static final String DOCKER = "docker-v2";

  private final RealmModel realm;
  private final List<ClientModel> enabled;

  LoginClients(RealmModel realm) {
    this.realm = realm;
    this.enabled = realm.getClientsStream().filter(ClientModel::isEnabled).toList();
  }

  List<ClientModel> withBrowser() {
    return enabled(
        client ->
            SAML.equals(client.getProtocol())
                || client.isStandardFlowEnabled()
                || client.isImplicitFlowEnabled()
                || realm.getOAuth2DeviceConfig().isOAuth2DeviceAuthorizationGrantEnabled(client));
  }

  List<ClientModel> withDirectGrant() {
    return enabled(ClientModel::isDirectAccessGrantsEnabled);
  }

  /** Those that use the realm's own flow. */
  List<ClientModel> withDirectGrantOfRealm() {
    return withDirectGrant().stream()
        .filter(
            client ->
                client.getAuthenticationFlowBindingOverride(
                        AuthenticationFlowBindings.DIRECT_GRANT_BINDING)
                    == null)
        .toList();
  }

  List<ClientModel> withCiba() {
    return enabled(client -> realm.getCibaPolicy().isOIDCCIBAGrantEnabled(client));
  }

  boolean anyWithEcp() {
    return enabled.stream()
        .anyMatch(
            client ->
                SAML.equals(client.getProtocol())
                    && Boolean.parseBoolean(client.getAttribute(ECP)));
  }

  boolean anyOfDocker() {
    return enabled.stream().anyMatch(client -> DOCKER.equals(client.getProtocol()));
  }

  private List<ClientModel> enabled(Predicate<ClientModel> wanted) {
    return enabled.stream().filter(client -> !client.isBearerOnly()).filter(wanted).toList();
  }

  /** A few names, for a sentence. */
  static String names(List<ClientModel> clients) {
    int shown = 5;
    String names =
        String.join(", ", clients.stream().map(ClientModel::getClientId).limit(shown).toList());
    return clients.size() > shown ? names + " and others" : names;
  }
}
