package io.github.keycloakduo.mfa;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The one spelling of an IP address. */
public final class ClientAddress {
  /** Nothing that could be taken for a host name and be looked up. */
  private static final Pattern LITERAL =
      Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

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
