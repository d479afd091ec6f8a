package io.github.keycloakduo.keycloak.ciba;

import io.github.keycloakduo.keycloak.runtime.LocalizedText;
import io.github.keycloakduo.keycloak.step.LoginRequests;
import io.github.keycloakduo.mfa.LoginRequest;
import java.time.Instant;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.grants.ciba.channel.CIBAAuthenticationRequest;

/**
 * A client's authentication request (OpenID Connect CIBA, section 7.1), as far as it is needed once
 * it has been answered.
 *
 * @param id Keycloak's id of the request, with which the client asks for tokens
 * @param resultId Keycloak's name for the answer
 * @param callerIp of the client, not of the user
 * @param expires when the client gives up
 */
record CibaRequest(
    String realmId,
    String clientId,
    String userId,
    String id,
    String resultId,
    Optional<String> bindingMessage,
    String callerIp,
    Instant expires) {

  static CibaRequest of(
      RealmModel realm, CIBAAuthenticationRequest request, String callerIp, Instant now) {
    // The client may have asked for less time than the realm gives; Keycloak keeps no more.
    Instant kept = now.plusSeconds(realm.getCibaPolicy().getExpiresIn());
    Instant wanted = Instant.ofEpochSecond(request.getExp());
    return new CibaRequest(
        realm.getId(),
        request.getClient().getId(),
        request.getUser().getId(),
        request.getId(),
        request.getAuthResultId(),
        Optional.ofNullable(request.getBindingMessage()).filter(message -> !message.isBlank()),
        callerIp,
        wanted.isBefore(kept) ? wanted : kept);
  }

  /** The login as the product knows it. Where its user is, nobody knows. */
  LoginRequest login(
      KeycloakSession session, RealmModel realm, ClientModel client, UserModel user) {
    return new LoginRequest(
        user.getId(),
        user.getUsername(),
        Optional.empty(),
        realm.getName(),
        LoginRequests.name(client, LocalizedText.withoutRequest(session, realm, user)),
        bindingMessage);
  }
}
