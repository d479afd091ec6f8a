package io.github.keycloakduo.duo;

import java.util.Map;

/**
 * An HTTP request to Duo.
 *
 * @param target path and query, percent-encoded
 * @param body UTF-8 text; empty for none
 * @param repeatable whether a lost answer may be asked for again; never for POST /auth
 */
record HttpCall(
    String method, String target, Map<String, String> headers, String body, boolean repeatable) {
  HttpCall {
    headers = Map.copyOf(headers);
  }

  /** Headers and body hold a signature and perhaps a passcode. */
  @Override
  public String toString() {
    return "HttpCall[" + method + " " + target.split("\\?", 2)[0] + "]";
  }
}
