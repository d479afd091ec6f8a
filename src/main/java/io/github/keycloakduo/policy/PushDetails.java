package io.github.keycloakduo.policy;

import io.github.keycloakduo.mfa.LoginRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** What a push shows beside the question, so that a person can tell his own login from another. */
public final class PushDetails {
  /** Far below Duo's limit of 20,000 bytes for all details together, whatever the encoding. */
  private static final int LONGEST = 200;

  /** Control characters, line ends and writing directions of Unicode, half surrogates. */
  private static final Pattern UNSEEN =
      Pattern.compile(
          "[\\p{Cc}\\p{Zl}\\p{Zp}\\p{Cs}" + "\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]");

  private PushDetails() {}

  /** Binding message, client, address and realm of a login. */
  public static Map<String, String> of(LoginRequest login) {
    Map<String, String> details = new LinkedHashMap<>(ofBindingMessage(login));
    details.put("Client", clean(login.clientName()));
    login.clientIp().ifPresent(ip -> details.put("Client IP", clean(ip)));
    details.put("Realm", clean(login.realm()));
    return details;
  }

  /**
   * What the user must see whatever else is kept from him: by it he tells the request of his own
   * from one that somebody else has made.
   */
  public static Map<String, String> ofBindingMessage(LoginRequest login) {
    return login
        .bindingMessage()
        .map(message -> Map.of("Message", clean(message)))
        .orElseGet(Map::of);
  }

  /** Whether a binding message can be shown as it is; a part of it could be that of another. */
  public static boolean showsWhole(String bindingMessage) {
    return clean(bindingMessage).equals(bindingMessage);
  }

  /** Without anything that breaks the line or turns its direction, and short enough. */
  public static String clean(String text) {
    String printable = UNSEEN.matcher(text).replaceAll(" ").strip();
    int end = Math.min(LONGEST, printable.length());
    boolean splitsPair = end > 0 && Character.isHighSurrogate(printable.charAt(end - 1));
    return printable.substring(0, splitsPair ? end - 1 : end).strip();
  }
}
