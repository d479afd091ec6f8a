package io.github.keycloakduo.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The proxies that {@code https_proxy.server} may name: any, unless the operator of the server
 * lists some. A proxy that an administrator of a realm chooses, together with certificates of his
 * own, reads what is sent to Duo and can answer in its place.
 */
public final class AllowedProxies {
  /** The port of an entry without one, as of {@code https_proxy.port}. */
  private static final int DEFAULT_PORT =
      Integer.parseInt(SettingKey.HTTPS_PROXY_PORT.defaultValue().orElseThrow());

  private final Optional<List<HostAndPort>> listed;

  private AllowedProxies(Optional<List<HostAndPort>> listed) {
    this.listed = listed;
  }

  /**
   * Reads the server option.
   *
   * @param commaList entries {@code host} (port 3128 only) or {@code host:port}; blank for any
   *     proxy
   * @throws IllegalArgumentException naming the entry that cannot be read
   */
  public static AllowedProxies parse(String commaList) {
    if (commaList.isBlank()) {
      return new AllowedProxies(Optional.empty());
    }
    return new AllowedProxies(
        Optional.of(
            Arrays.stream(commaList.split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .map(AllowedProxies::entry)
                .toList()));
  }

  private static HostAndPort entry(String text) {
    return HostAndPort.parse(text, DEFAULT_PORT)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "allowed-proxies: \"" + text + "\" is not host[:port]"));
  }

  /** Whether the operator lists none, so that every proxy may be used. */
  public boolean areAny() {
    return listed.isEmpty();
  }

  boolean allows(HostAndPort proxy) {
    return listed.map(entries -> entries.contains(proxy)).orElse(true);
  }
}
