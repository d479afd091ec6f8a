package io.github.keycloakduo.settings;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A DNS name or IPv4 address and a port, as in the authority of a URI (RFC 3986, section 3.2).
 *
 * @param host in lower case
 * @param port 1 to 65535
 */
public record HostAndPort(String host, int port) {
  /** The only port Duo itself listens on. */
  public static final int HTTPS = 443;

  private static final Pattern SHAPE =
      Pattern.compile("([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?)(?::([0-9]{1,5}))?");

  /** Reads {@code host} (port 443) or {@code host:port}; empty when it is neither. */
  public static Optional<HostAndPort> parse(String text) {
    return parse(text, HTTPS);
  }

  /**
   * Reads {@code host} or {@code host:port}; empty when it is neither.
   *
   * @param defaultPort of a text without one
   */
  static Optional<HostAndPort> parse(String text, int defaultPort) {
    Matcher matcher = SHAPE.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches() || matcher.group(1).contains("..")) {
      return Optional.empty();
    }
    int port = matcher.group(3) == null ? defaultPort : Integer.parseInt(matcher.group(3));
    return port < 1 || port > 65535
        ? Optional.empty()
        : Optional.of(new HostAndPort(matcher.group(1), port));
  }

  /** The value of a {@code Host} header (RFC 9110, section 7.2), without the default port. */
  public String authority() {
    return port == HTTPS ? host : host + ":" + port;
  }
}
