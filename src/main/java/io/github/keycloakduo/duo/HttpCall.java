package io.github.keycloakduo.duo;

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

  /** Headers and body hold a signature and perhaps a passcode. */
  @Override
  public String toString() {
    return "HttpCall[" + method + " " + target.split("\\?", 2)[0] + "]";
  }
}
