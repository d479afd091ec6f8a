package io.github.keycloakduo.keycloak.ciba;

import io.github.keycloakduo.challenge.Ruling;
import io.github.keycloakduo.mfa.Factor;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.grants.ciba.CibaGrantType;

/**
 * What a session made by CIBA remembers of the push. Keycloak lets a channel write notes of the
 * client session only; from there they are handed to the user session, where all others have them.
 */
public final class CibaNotes {
  private static final String OUTCOME = "duo.outcome";
  private static final String PLACE = "duo.place";
  private static final List<String> OF_THE_SESSION =
      List.of(OUTCOME, "duo.factor", "duo.txid", "duo.device", "duo.identity", "duo.time");

  private CibaNotes() {}

  /**
   * The notes of an approved push.
   *
   * @param place under which a place is held for the session, if one is
   */
  static Map<String, String> of(PushAnswer answer, Instant approvedAt, Optional<String> place) {
    Ruling ruling = answer.ruling();
    Map<String, String> notes = new HashMap<>();
    notes.put(OUTCOME, ruling.outcome().id());
    notes.put("duo.time", Long.toString(approvedAt.getEpochSecond()));
    ruling.factor().map(Factor::id).ifPresent(factor -> notes.put("duo.factor", factor));
    ruling.txid().ifPresent(txid -> notes.put("duo.txid", txid));
    ruling.deviceId().ifPresent(device -> notes.put("duo.device", device));
    answer.identity().ifPresent(identity -> notes.put("duo.identity", identity));
    place.ifPresent(id -> notes.put(PLACE, id));
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
        || note(clientSession, OUTCOME) == null
        || userSession.getNote(OUTCOME) != null
        || !DuoPushChannelFactory.isChosen(session.getKeycloakSessionFactory())) {
      return;
    }
    for (String name : OF_THE_SESSION) {
      String value = note(clientSession, name);
      if (value != null) {
        userSession.setNote(name, value);
      }
    }
  }

  /** Under which name a place is held for this session; empty if none is. */
  static Optional<String> place(AuthenticatedClientSessionModel clientSession) {
    return Optional.ofNullable(note(clientSession, PLACE));
  }

  private static @Nullable String note(AuthenticatedClientSessionModel session, String name) {
    return session.getNote(CibaGrantType.ADDITIONAL_CALLBACK_PARAMS_PREFIX + name);
  }
}
