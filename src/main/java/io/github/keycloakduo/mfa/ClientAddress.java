package io.github.keycloakduo.mfa;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The canonical text of an IP address. One address has many text forms (RFC 5952, section 2);
 * lists, grace and events compare texts and so need one of them.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4291#section-2.2">RFC 4291, section 2.2: text
 *     forms of IPv6 addresses</a>
 */
public final class ClientAddress {
  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|[01]?[0-9]{1,2})";

  /** Matches nothing that {@link InetAddress} would take for a host name and look up in the DNS. */
  private static final Pattern LITERAL =
      Pattern.compile(OCTET + "(\\." + OCTET + "){3}|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*");

  private ClientAddress() {}

  /**
   * The form without abbreviated zeros and without a zone; an IPv4-mapped address becomes the IPv4
   * address (RFC 4291, section 2.5.5.2). Empty when the text is no address.
   */
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
