package io.github.keycloakduo.keycloak.gateway;

import io.github.keycloakduo.settings.GatewaySettings;
import org.keycloak.models.ClientModel;

/**
 * The rule which clients are trusted to send what only a gateway can know ({@code
 * gateway.clients}).
 */
final class TrustedClients {
  private TrustedClients() {}

  /** Only who has shown a secret of its own can be told from everybody else. */
  static boolean isTrusted(ClientModel client, GatewaySettings settings) {
    return !client.isPublicClient() && settings.clients().contains(client.getClientId());
  }
}
