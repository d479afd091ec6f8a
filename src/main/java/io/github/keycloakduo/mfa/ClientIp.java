package io.github.keycloakduo.mfa;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The IP address of a client. One address has many text forms (RFC 5952, section 2); lists, grace
 * and events compare texts, so that an address keeps one of them only, its canonical text.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4291#section-2.2">RFC 4291, section 2.2: text
 *     forms of IPv6 addresses</a>
 */
public final class ClientIp {
  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|[01]?[0-9]{1,2})";

  /** Matches nothing that {@link InetAddress} would take for a host name and look up in the DNS. */
  private static final Pattern LITERAL =
      Pattern.compile(OCTET + "(\\." + OCTET + "){3}|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*");

  private final String text;

  private ClientIp(String text) {
    this.text = text;
  }

  /**
   * Reads any text form of an address. Its zone (RFC 4007, section 11) is left out; an IPv4-mapped
   * address becomes the IPv4 address (RFC 4291, section 2.5.5.2). Empty when the text is no
   * address.
   */
  public static Optional<ClientIp> parse(@Nullable String text) {
    String bare = text == null ? "" : text.strip().replaceFirst("%.*$", "");
    if (!LITERAL.matcher(bare).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new ClientIp(InetAddress.getByName(bare).getHostAddress()));
    } catch (UnknownHostException malformed) {
      return Optional.empty();
    }
  }

  /**
   * The canonical text. IPv6 is written in the full form of RFC 4291, section 2.2, item 1, in lower
   * case and without leading zeros. It is not the form that RFC 5952 recommends, which shortens
   * zeros: stored keys and the API of administrators have this one.
   */
  public String text() {
    return text;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ClientIp that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The same as {@link #text()}. */
  @Override
  public String toString() {
    return text;
  }
}
