package io.github.keycloakduo.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The hosts that {@code duo.host} may name: Duo's own domains, and those that the operator of the
 * server lists, so that an administrator of a realm cannot send passcodes elsewhere.
 */
public final class AllowedHosts {
  private static final List<String> DUO_DOMAINS = List.of(".duosecurity.com", ".duofederal.com");

  private final List<HostAndPort> extra;

  private AllowedHosts(List<HostAndPort> extra) {
    this.extra = extra;
  }

  /**
   * Reads the server option.
   *
   * @param commaList entries {@code host} (port 443 only) or {@code host:port}; may be blank
   * @throws IllegalArgumentException naming the entry that cannot be read
   */
  public static AllowedHosts parse(String commaList) {
    return new AllowedHosts(
        Arrays.stream(commaList.split(","))
            .map(String::strip)
            .filter(entry -> !entry.isEmpty())
            .map(AllowedHosts::entry)
            .toList());
  }

  private static HostAndPort entry(String text) {
    Optional<HostAndPort> host = HostAndPort.parse(text);
    return host.orElseThrow(
        () -> new IllegalArgumentException("allowed-hosts: \"" + text + "\" is not host[:port]"));
  }

  boolean allows(HostAndPort host) {
    boolean duo = host.port() == HostAndPort.HTTPS && isDuo(host.host());
    return duo || extra.contains(host);
  }

  private static boolean isDuo(String host) {
    return DUO_DOMAINS.stream()
        .anyMatch(domain -> host.endsWith(domain) && host.length() > domain.length());
  }
}
