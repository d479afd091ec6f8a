package io.github.keycloakduo.policy;

import io.github.keycloakduo.mfa.LogSafeText;
import io.github.keycloakduo.mfa.LoginRequest;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The details shown with a push, by which a person tells his own login from another.
 *
 * @see <a href="https://duo.com/docs/authapi#/auth">Duo Auth API, /auth: pushinfo</a>
 */
public final class PushDetails {
  private PushDetails() {}

  /** Binding message, client, address and realm of a login. */
  public static Map<String, String> of(LoginRequest login) {
    Map<String, String> details = new LinkedHashMap<>(ofBindingMessage(login));
    details.put("Client", LogSafeText.of(login.clientName()));
    login.clientIp().ifPresent(ip -> details.put("Client IP", ip.text()));
    details.put("Realm", LogSafeText.of(login.realm()));
    return details;
  }

  /**
   * The binding message alone, for a push that shows nothing else: by it the user tells his own
   * request from one that somebody else has made (OpenID Connect CIBA, section 7.1).
   */
  public static Map<String, String> ofBindingMessage(LoginRequest login) {
    return login
        .bindingMessage()
        .map(message -> Map.of("Message", LogSafeText.of(message)))
        .orElseGet(Map::of);
  }

  /** Whether a binding message can be shown unchanged; cut, it could equal that of another. */
  public static boolean showsWhole(String bindingMessage) {
    return LogSafeText.of(bindingMessage).equals(bindingMessage);
  }
}
