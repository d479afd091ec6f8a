package io.github.keycloakduo.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The Basic scheme, as a proxy compares it. */
final class ProxyCredentials {
  private ProxyCredentials() {}

  static String basic(String user, String password) {
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Basic " + Base64.getEncoder().encodeToString(pair);
  }
}
