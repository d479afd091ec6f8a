package io.github.keycloakduo.directory;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URL of a directory without a DN (RFC 4516).
 *
 * @param tls whether TLS is spoken from the first byte ({@code ldaps})
 */
public record DirectoryUrl(boolean tls, String host, int port) {
  private static final Pattern FORM =
      Pattern.compile(
          "(ldaps?)://(?:\\[([0-9A-Fa-f:.]+)]|([^/:?#\\[\\]\\s]+))(?::([0-9]{1,5}))?/?",
          Pattern.CASE_INSENSITIVE);

  private static final int PLAIN_PORT = 389;
  private static final int TLS_PORT = 636;
  private static final int MAX_PORT = 65_535;

  /** Reads {@code ldap://host:port} or {@code ldaps://host:port}; the port may be left out. */
  public static Optional<DirectoryUrl> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    boolean tls = matcher.group(1).toLowerCase(Locale.ROOT).equals("ldaps");
    String host = Optional.ofNullable(matcher.group(2)).orElseGet(() -> matcher.group(3));
    int port =
        Optional.ofNullable(matcher.group(4))
            .map(Integer::parseInt)
            .orElse(tls ? TLS_PORT : PLAIN_PORT);
    return port < 1 || port > MAX_PORT
        ? Optional.empty()
        : Optional.of(new DirectoryUrl(tls, host, port));
  }

  @Override
  public String toString() {
    String shown = host.contains(":") ? "[" + host + "]" : host;
    return (tls ? "ldaps://" : "ldap://") + shown + ":" + port;
  }
}
