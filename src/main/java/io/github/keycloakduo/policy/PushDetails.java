package io.github.keycloakduo.policy;

import io.github.keycloakduo.mfa.LogSafeText;
import io.github.keycloakduo.mfa.LoginRequest;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a push shows beside the question, so that a person can tell his own login from another. */
public final class PushDetails {
  private PushDetails() {}

  /** Binding message, client, address and realm of a login. */
  public static Map<String, String> of(LoginRequest login) {
    Map<String, String> details = new LinkedHashMap<>(ofBindingMessage(login));
    details.put("Client", LogSafeText.of(login.clientName()));
    login.clientIp().ifPresent(ip -> details.put("Client IP", LogSafeText.of(ip)));
    details.put("Realm", LogSafeText.of(login.realm()));
    return details;
  }

  /**
   * What the user must see whatever else is kept from him: by it he tells the request of his own
   * from one that somebody else has made.
   */
  public static Map<String, String> ofBindingMessage(LoginRequest login) {
    return login
        .bindingMessage()
        .map(message -> Map.of("Message", LogSafeText.of(message)))
        .orElseGet(Map::of);
  }

  /** Whether a binding message can be shown as it is; a part of it could be that of another. */
  public static boolean showsWhole(String bindingMessage) {
    return LogSafeText.of(bindingMessage).equals(bindingMessage);
  }
}
