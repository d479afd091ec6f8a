package io.github.keycloakduo.keycloak.console;

import java.net.URI;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.Config;
import org.keycloak.models.AdminRoles;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.OIDCConfigAttributes;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.services.managers.RealmManager;

/**
 * The public client with which the page signs in: authorization code with PKCE, one redirect URI,
 * and of the rights of an administrator only those that the page needs.
 */
public final class ConsoleClient {
  public static final String CLIENT_ID = "duo-mfa-console";

  private final KeycloakSession session;
  private final RealmModel realm;

  public ConsoleClient(KeycloakSession session, RealmModel realm) {
    this.session = session;
    this.realm = realm;
  }

  /** Whether administrators of the realm can sign in. */
  public boolean exists() {
    return realm.getClientByClientId(CLIENT_ID) != null;
  }

  /** Makes it, or puts it right where it was changed or the server has moved. */
  public ClientModel create() {
    ClientModel client = realm.getClientByClientId(CLIENT_ID);
    if (client == null) {
      client = realm.addClient(CLIENT_ID);
    }
    settle(client, ConsoleAddresses.of(session, realm).page());
    return client;
  }

  private void settle(ClientModel client, URI page) {
    client.setName("Duo MFA console");
    client.setDescription("Signs administrators in to the page of Duo MFA");
    client.setEnabled(true);
    client.setProtocol(OIDCLoginProtocol.LOGIN_PROTOCOL);
    client.setPublicClient(true);
    client.setBearerOnly(false);
    client.setStandardFlowEnabled(true);
    client.setImplicitFlowEnabled(false);
    client.setDirectAccessGrantsEnabled(false);
    client.setServiceAccountsEnabled(false);
    client.setFrontchannelLogout(false);
    client.setConsentRequired(false);
    client.setRedirectUris(Set.of(page.toString()));
    client.setWebOrigins(Set.of(ConsoleAddresses.origin(page)));
    client.setBaseUrl(page.toString());
    client.setAttribute(OIDCConfigAttributes.PKCE_CODE_CHALLENGE_METHOD, "S256");
    client.setAttribute(OIDCConfigAttributes.POST_LOGOUT_REDIRECT_URIS, page.toString());
    limitRights(client);
  }

  /**
   * A stolen token must not do more than the page. In the master realm the rights are roles of one
   * client for each realm, present and future ones.
   */
  private void limitRights(ClientModel client) {
    boolean master = isMaster(realm);
    client.setFullScopeAllowed(master);
    if (!master) {
      ClientModel management =
          realm.getClientByClientId(new RealmManager(session).getRealmAdminClientId(realm));
      Stream.of(AdminRoles.VIEW_REALM, AdminRoles.MANAGE_REALM)
          .map(management::getRole)
          .forEach(client::addScopeMapping);
    }
  }

  static boolean isMaster(RealmModel realm) {
    return realm.getName().equals(Config.getAdminRealm());
  }
}
