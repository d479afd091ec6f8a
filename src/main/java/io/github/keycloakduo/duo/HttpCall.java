package io.github.keycloakduo.duo;

import java.util.HashMap;
import java.util.Map;

/**
 * An HTTP request to Duo.
 *
 * @param target path and query, percent-encoded
 * @param body UTF-8 text; empty for none
 */
record HttpCall(
    String method, String target, Map<String, String> headers, String body, Sending sending) {
  HttpCall {
    headers = Map.copyOf(headers);
  }

  /** The same call with the {@code User-Agent} of this server. */
  HttpCall from(String userAgent) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("User-Agent", userAgent);
    return new HttpCall(method, target, all, body, sending);
  }

  /** Headers and body hold a signature and perhaps a passcode. */
  @Override
  public String toString() {
    return "HttpCall[" + method + " " + target.split("\\?", 2)[0] + "]";
  }
}
