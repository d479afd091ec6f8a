package io.github.keycloakduo.keycloak.ciba;

import io.github.keycloakduo.keycloak.claims.CibaNotes;
import io.github.keycloakduo.keycloak.sessions.DeferredReservation;
import io.github.keycloakduo.keycloak.sessions.SessionClientIp;
import io.github.keycloakduo.mfa.ClientIp;
import io.github.keycloakduo.sessions.SessionOwner;
import java.time.Clock;
import java.util.Optional;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventType;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;

/**
 * An event listener that completes a user session made by CIBA. Keycloak creates the session when
 * the client fetches its tokens (OpenID Connect CIBA Core 1.0, section 10); then it gets its notes,
 * and the reservation under the request's id is released. Where another CIBA channel is used, it
 * does nothing.
 */
public final class CibaTokenListener implements EventListenerProvider {
  private final KeycloakSession request;
  private final Clock clock;

  public CibaTokenListener(KeycloakSession request, Clock clock) {
    this.request = request;
    this.clock = clock;
  }

  @Override
  public void onEvent(Event event) {
    if (event.getType() != EventType.AUTHREQID_TO_TOKEN
        || event.getSessionId() == null
        || !CibaNotes.isWrittenByUs(request.getKeycloakSessionFactory())) {
      return;
    }
    RealmModel realm = request.realms().getRealm(event.getRealmId());
    ClientModel client = request.clients().getClientByClientId(realm, event.getClientId());
    UserSessionModel session = request.sessions().getUserSession(realm, event.getSessionId());
    AuthenticatedClientSessionModel clientSession =
        session == null || client == null
            ? null
            : session.getAuthenticatedClientSessionByClient(client.getId());
    if (session != null && clientSession != null) {
      created(realm, session, clientSession);
    }
  }

  private void created(
      RealmModel realm, UserSessionModel session, AuthenticatedClientSessionModel clientSession) {
    CibaNotes.handOver(request, session, clientSession);
    CibaNotes.reservation(clientSession)
        .ifPresent(
            id -> {
              Optional<ClientIp> unknown = Optional.empty();
              SessionClientIp.note(session, unknown);
              SessionOwner owner =
                  new SessionOwner(realm.getId(), session.getUser().getId(), unknown);
              new DeferredReservation(request.getKeycloakSessionFactory(), clock, owner, id)
                  .releaseAfter(request);
            });
  }

  @Override
  public void onEvent(AdminEvent event, boolean includeRepresentation) {
    // Administrators fetch no tokens.
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
