package io.github.keycloakduo.duo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * The {@code User-Agent} of every call to Duo (RFC 9110, section 10.1.5): this extension, Keycloak
 * and Java with their versions, and the token by which Duo's own clients say whether they pin
 * certificates.
 */
final class UserAgent {
  /** Trust is that of the JVM or of {@code duo.ca_certificates}. */
  private static final String NO_PINNING = "ca_bundle/1.0 (ca_pinning=disabled)";

  /** RFC 9110, section 5.6.2: what is no character of a token. */
  private static final String NO_TOKEN = "[^A-Za-z0-9!#$%&'*+.^_`|~-]";

  private UserAgent() {}

  /**
   * The header's value on a server.
   *
   * @param keycloak version of Keycloak
   */
  static String of(String keycloak) {
    return String.join(
        " ",
        product("keycloak-duo-mfa", version()),
        product("Keycloak", keycloak),
        product("Java", Runtime.version().toString()),
        NO_PINNING);
  }

  private static String product(String name, String version) {
    return name + "/" + (version.isBlank() ? "unknown" : version.replaceAll(NO_TOKEN, "_"));
  }

  private static String version() {
    try (InputStream file = UserAgent.class.getResourceAsStream("version.properties")) {
      Properties properties = new Properties();
      if (file != null) {
        properties.load(file);
      }
      return properties.getProperty("version", "");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
