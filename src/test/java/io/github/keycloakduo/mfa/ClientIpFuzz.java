package io.github.keycloakduo.mfa;

import io.github.keycloakduo.fuzz.Property;
import java.util.Optional;

/** Addresses of clients as proxies, gateways and Duo write them. */
public final class ClientIpFuzz {
  private ClientIpFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    Optional<ClientIp> parsed = ClientIp.parse(Property.text(input));
    parsed.ifPresent(
        ip -> {
          Property.holds(ip.text().matches("[0-9a-f:.]{2,39}"), "the text is an address alone");
          Property.holds(parsed.equals(ClientIp.parse(ip.text())), "an address has one text");
        });
  }
}
