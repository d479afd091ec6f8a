package io.github.keycloakduo.mfa;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The IP address of a client. One address has many text forms (RFC 5952, section 2); lists, grace
 * and events compare texts, so that an address keeps one of them only, its canonical text.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4291#section-2.2">RFC 4291, section 2.2: text
 *     forms of IPv6 addresses</a>
 */
public final class ClientIp {
  private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|[01]?[0-9]{1,2})";
  private static final String IPV4 = OCTET + "(?:\\." + OCTET + "){3}";
  private static final String IPV6 = "[0-9A-Fa-f]*:[0-9A-Fa-f:.]*";
  private static final String ZONE = "(?:%[^\\[\\]]*)?";
  private static final String PORT = "(?::(?<port>[0-9]{1,5}))?";

  /** Matches nothing that {@link InetAddress} would take for a host name and look up in the DNS. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          "(?:(?<plain>"
              + IPV4
              + "|"
              + IPV6
              + ")"
              + ZONE
              + "|\\[(?<bracketed>"
              + IPV6
              + ")"
              + ZONE
              + "]"
              + PORT
              + "|(?<before>"
              + IPV4
              + "):(?<after>[0-9]{1,5}))");

  private static final int MAX_PORT = 65_535;

  private final InetAddress address;
  private final String text;

  private ClientIp(InetAddress address) {
    this.address = address;
    this.text = address.getHostAddress();
  }

  /**
   * Reads any text form of an address, also the forms in which proxies and gateways write one down:
   * in brackets (RFC 3986, section 3.2.2) and with a port (RFC 7239, section 6). Port and zone (RFC
   * 4007, section 11) are left out; an IPv4-mapped address becomes the IPv4 address (RFC 4291,
   * section 2.5.5.2). Empty when the text is no address.
   */
  public static Optional<ClientIp> parse(@Nullable String text) {
    Matcher written = ADDRESS.matcher(text == null ? "" : text.strip());
    if (!written.matches() || !isPort(written.group("port")) || !isPort(written.group("after"))) {
      return Optional.empty();
    }
    return Stream.of("plain", "bracketed", "before")
        .map(written::group)
        .filter(Objects::nonNull)
        .findFirst()
        .flatMap(ClientIp::literal);
  }

  private static boolean isPort(@Nullable String digits) {
    return digits == null || Integer.parseInt(digits) <= MAX_PORT;
  }

  private static Optional<ClientIp> literal(String address) {
    try {
      return Optional.of(new ClientIp(InetAddress.getByName(address)));
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

  /** The bytes of the address: 4 of IPv4, 16 of IPv6. */
  public byte[] bytes() {
    return address.getAddress();
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
