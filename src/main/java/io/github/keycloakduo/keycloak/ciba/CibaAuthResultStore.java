package io.github.keycloakduo.keycloak.ciba;

import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OAuth2DeviceCodeModel;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.grants.device.endpoints.DeviceEndpoint;

/**
 * The store in which the client finds the result when it asks for tokens (OpenID Connect CIBA,
 * section 10.1). Keycloak's own way to write it, {@code DeviceGrantType.approveUserCode}, makes an
 * entry that never expires; here it keeps its end.
 */
final class CibaAuthResultStore {
  /** Keycloak wants some id of a session here and looks at it nowhere. */
  private static final String NO_SESSION_YET = "duo";

  /** How long Keycloak itself keeps a code beyond its end, so that it can say that it expired. */
  private static final int EXPIRY_MARGIN_SECONDS = 10;

  private final KeycloakSession session;
  private final RealmModel realm;
  private final long now;

  /**
   * The codes of a realm.
   *
   * @param now epoch seconds
   */
  CibaAuthResultStore(KeycloakSession session, RealmModel realm, long now) {
    this.session = session;
    this.realm = realm;
    this.now = now;
  }

  /**
   * Lets the client have tokens; false when it is too late.
   *
   * @param notes what its session will remember
   */
  boolean approve(CibaRequest request, Map<String, String> notes) {
    return pending(request)
        .filter(code -> now <= code.getExpiration())
        .map(code -> write(code, open -> open.approve(NO_SESSION_YET, notes)))
        .isPresent();
  }

  /** What the client may have tokens for; empty while nothing is decided, and when it gets none. */
  Optional<OAuth2DeviceCodeModel> approved(String requestId) {
    Map<String, String> stored =
        session.singleUseObjects().get(OAuth2DeviceCodeModel.createKey(requestId));
    return stored == null
        ? Optional.empty()
        : Optional.ofNullable(OAuth2DeviceCodeModel.fromCache(realm, requestId, stored))
            .filter(code -> !code.isPending() && !code.isDenied());
  }

  /** Takes back what was approved: whoever asks again gets no tokens either. */
  void revoke(OAuth2DeviceCodeModel approved) {
    write(approved, OAuth2DeviceCodeModel::deny);
  }

  /** Tells the client that it gets none. */
  void deny(CibaRequest request) {
    pending(request).ifPresent(code -> write(code, OAuth2DeviceCodeModel::deny));
  }

  private Optional<OAuth2DeviceCodeModel> pending(CibaRequest request) {
    return Optional.ofNullable(
            DeviceEndpoint.getDeviceByUserCode(session, realm, request.resultId()))
        .filter(code -> code.isPending() && !code.isDenied());
  }

  private OAuth2DeviceCodeModel write(
      OAuth2DeviceCodeModel code, UnaryOperator<OAuth2DeviceCodeModel> change) {
    long left = code.getExpiration() - now + code.getPollingInterval() + EXPIRY_MARGIN_SECONDS;
    OAuth2DeviceCodeModel changed = change.apply(code);
    session.singleUseObjects().put(changed.serializeKey(), Math.max(1, left), changed.toMap());
    return changed;
  }
}
