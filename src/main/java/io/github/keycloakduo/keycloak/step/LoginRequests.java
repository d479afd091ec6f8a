package io.github.keycloakduo.keycloak.step;

import io.github.keycloakduo.keycloak.runtime.LocalizedText;
import io.github.keycloakduo.mfa.ClientIp;
import io.github.keycloakduo.mfa.LoginRequest;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.common.ClientConnection;
import org.keycloak.models.ClientModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The conversion of Keycloak's request, user and client into what the product has to know of a
 * login.
 */
public final class LoginRequests {
  private LoginRequests() {}

  /** The request of a flow, from the address of its connection. */
  public static LoginRequest from(AuthenticationFlowContext context) {
    UserModel user = context.getUser();
    AuthenticationSessionModel login = context.getAuthenticationSession();
    return new LoginRequest(
            user.getId(),
            user.getUsername(),
            clientIp(context.getConnection()),
            context.getRealm().getName(),
            name(
                login.getClient(),
                LocalizedText.inRequest(context.getSession(), context.getRealm(), user)))
        .passive(PassiveRequest.isPassive(login));
  }

  /** The client that a user logs in to, as {@code client.configs} names it. */
  public static Optional<String> clientId(AuthenticationFlowContext context) {
    return Optional.of(context.getAuthenticationSession().getClient().getClientId());
  }

  /**
   * The address that a request comes from. Where a proxy writes an address in brackets, or with a
   * port, Keycloak has it as a host only.
   */
  private static Optional<ClientIp> clientIp(ClientConnection connection) {
    return ClientIp.parse(connection.getRemoteAddr())
        .or(() -> ClientIp.parse(connection.getRemoteHost()));
  }

  /** The display name of a client in the language of the user, else its client id. */
  public static String name(ClientModel client, LocalizedText texts) {
    String name = client.getName();
    return name == null || name.isBlank() ? client.getClientId() : texts.of(name);
  }
}
