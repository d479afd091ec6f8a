package io.github.keycloakduo.keycloak.ciba;

import io.github.keycloakduo.keycloak.claims.CibaNotes;
import io.github.keycloakduo.keycloak.runtime.DuoServices;
import io.github.keycloakduo.keycloak.sessions.DeferredReservation;
import io.github.keycloakduo.keycloak.step.AccountLockout;
import io.github.keycloakduo.keycloak.step.LoginEvents;
import io.github.keycloakduo.keycloak.step.LoginLog;
import io.github.keycloakduo.sessions.SessionOwner;
import io.github.keycloakduo.settings.LogLevel;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.keycloak.OAuthErrorException;
import org.keycloak.events.Errors;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OAuth2DeviceCodeModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.grants.ciba.CibaGrantType;
import org.keycloak.protocol.oidc.grants.ciba.channel.CIBAAuthenticationRequest;
import org.keycloak.services.CorsErrorResponseException;

/**
 * The CIBA grant of Keycloak with one more check: a user who was locked, disabled or deleted
 * between the approval and the client's request for tokens gets none. Keycloak itself looks at no
 * lock there before 26.7.5 (CVE-2026-16103), and an event listener comes too late to refuse.
 */
final class CheckedCibaGrant extends CibaGrantType {
  private final DuoServices services;

  CheckedCibaGrant(DuoServices services) {
    this.services = services;
  }

  @Override
  public Response process(Context context) {
    if (CibaNotes.isWrittenByUs(context.getSession().getKeycloakSessionFactory())) {
      request(context).ifPresent(request -> check(context, request));
    }
    return super.process(context);
  }

  /** Empty where the request is none, or another client's; Keycloak itself refuses those. */
  private static Optional<CIBAAuthenticationRequest> request(Context context) {
    String encrypted = context.getFormParams().getFirst(AUTH_REQ_ID);
    ClientModel client = context.getClient();
    if (encrypted == null || client == null) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(
              CIBAAuthenticationRequest.deserialize(context.getSession(), encrypted))
          .filter(request -> client.getClientId().equals(request.getIssuedFor()));
    } catch (RuntimeException unreadable) {
      return Optional.empty();
    }
  }

  private void check(Context context, CIBAAuthenticationRequest request) {
    CibaAuthResultStore results =
        new CibaAuthResultStore(
            context.getSession(), context.getRealm(), services.clock().instant().getEpochSecond());
    results
        .approved(request.getId())
        .ifPresent(
            approved ->
                lockError(context, request.getSubject())
                    .ifPresent(error -> refuse(context, request, results, approved, error)));
  }

  private static Optional<String> lockError(Context context, String userId) {
    KeycloakSession session = context.getSession();
    RealmModel realm = context.getRealm();
    UserModel user = session.users().getUserById(realm, userId);
    return user == null
        ? Optional.of(Errors.USER_NOT_FOUND)
        : AccountLockout.error(session, realm, user);
  }

  private void refuse(
      Context context,
      CIBAAuthenticationRequest request,
      CibaAuthResultStore results,
      OAuth2DeviceCodeModel approved,
      String error) {
    RealmModel realm = context.getRealm();
    results.revoke(approved);
    CibaNotes.reservation(approved.getAdditionalParams())
        .ifPresent(
            id ->
                new DeferredReservation(
                        context.getSession().getKeycloakSessionFactory(),
                        services.clock(),
                        new SessionOwner(realm.getId(), request.getSubject(), Optional.empty()),
                        id)
                    .release());
    services.metrics().count(realm.getName(), AccountLockout.OUTCOME);
    new LoginLog(LogLevel.INFO)
        .tell(realm.getName(), Optional.ofNullable(request.getSubject()), AccountLockout.OUTCOME);
    LoginEvents.locked(context.getEvent().user(request.getSubject()), error, Optional.empty());
    throw new CorsErrorResponseException(
        context.getCors(),
        OAuthErrorException.ACCESS_DENIED,
        "not authorized",
        Response.Status.BAD_REQUEST);
  }
}
