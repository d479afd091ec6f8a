package io.github.keycloakduo.keycloak.claims;

import io.github.keycloakduo.authentication.OutcomeDetails;
import io.github.keycloakduo.keycloak.runtime.ProviderIds;
import io.github.keycloakduo.mfa.Factor;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.grants.ciba.CibaGrantType;
import org.keycloak.protocol.oidc.grants.ciba.channel.AuthenticationChannelProvider;
import org.keycloak.provider.ProviderFactory;

/**
 * The notes of a session made by CIBA: what it remembers of the push (OpenID Connect CIBA, section
 * 10.1). Keycloak lets a channel write notes of the client session only; from there they are handed
 * to the user session, where all others have them.
 */
public final class CibaNotes {
  private static final String RESERVATION = "duo.place";
  private static final List<String> OF_THE_SESSION =
      List.of(
          SessionNotes.OUTCOME,
          SessionNotes.FACTOR,
          SessionNotes.TXID,
          SessionNotes.DEVICE,
          SessionNotes.IDENTITY,
          SessionNotes.TIME);

  private CibaNotes() {}

  /**
   * The notes of an approved push.
   *
   * @param identity the name by which Duo knows the user
   * @param reservation under which a reservation is held for the session, if one is
   */
  public static Map<String, String> of(
      OutcomeDetails details,
      Optional<String> identity,
      Instant approvedAt,
      Optional<String> reservation) {
    Map<String, String> notes = new HashMap<>();
    notes.put(SessionNotes.OUTCOME, details.outcome().id());
    notes.put(SessionNotes.TIME, Long.toString(approvedAt.getEpochSecond()));
    details.factor().map(Factor::id).ifPresent(factor -> notes.put(SessionNotes.FACTOR, factor));
    details.txid().ifPresent(txid -> notes.put(SessionNotes.TXID, txid));
    details.deviceId().ifPresent(device -> notes.put(SessionNotes.DEVICE, device));
    identity.ifPresent(name -> notes.put(SessionNotes.IDENTITY, name));
    reservation.ifPresent(id -> notes.put(RESERVATION, id));
    return notes;
  }

  /**
   * Hands the notes to the user session, unless it has them or there are none. To be called by
   * whoever needs them before Keycloak has written its event about the tokens. Where another
   * channel is used nothing is believed: what stands there was written by somebody else.
   */
  public static void handOver(
      KeycloakSession session,
      UserSessionModel userSession,
      @Nullable AuthenticatedClientSessionModel clientSession) {
    if (clientSession == null
        || note(clientSession, SessionNotes.OUTCOME) == null
        || userSession.getNote(SessionNotes.OUTCOME) != null
        || !isWrittenByUs(session.getKeycloakSessionFactory())) {
      return;
    }
    for (String name : OF_THE_SESSION) {
      String value = note(clientSession, name);
      if (value != null) {
        userSession.setNote(name, value);
      }
    }
  }

  /** Whether the extension's channel is the server's CIBA channel. */
  public static boolean isWrittenByUs(KeycloakSessionFactory sessions) {
    ProviderFactory<?> channel = sessions.getProviderFactory(AuthenticationChannelProvider.class);
    return channel != null && channel.getId().equals(ProviderIds.CIBA_CHANNEL);
  }

  /** The id of the reservation that is held for this session; empty if none is. */
  public static Optional<String> reservation(AuthenticatedClientSessionModel clientSession) {
    return Optional.ofNullable(note(clientSession, RESERVATION));
  }

  /** The same before there is a session, from the notes that were written. */
  public static Optional<String> reservation(Map<String, String> notes) {
    return Optional.ofNullable(notes.get(RESERVATION));
  }

  private static @Nullable String note(AuthenticatedClientSessionModel session, String name) {
    return session.getNote(CibaGrantType.ADDITIONAL_CALLBACK_PARAMS_PREFIX + name);
  }
}
