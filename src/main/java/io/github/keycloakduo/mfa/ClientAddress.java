package io.github.keycloakduo.mfa;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The one spelling of an IP address. */
public final class ClientAddress {
  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|[01]?[0-9]{1,2})";

  /** Nothing that {@link InetAddress} could take for a host name and look up. */
  private static final Pattern LITERAL =
      Pattern.compile(OCTET + "(\\." + OCTET + "){3}|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*");

  private ClientAddress() {}

  /** The canonical text of an address; IPv4 inside IPv6 becomes IPv4. Empty when it is none. */
  public static Optional<String> canonical(@Nullable String text) {
    String bare = text == null ? "" : text.strip().replaceFirst("%.*$", "");
    if (!LITERAL.matcher(bare).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(bare).getHostAddress());
    } catch (UnknownHostException malformed) {
      return Optional.empty();
    }
  }
}
