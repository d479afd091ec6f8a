package io.github.keycloakduo.settings;

import java.util.Optional;

/** The limits that the operator of the server sets to the routes by which realms reach Duo. */
public record AllowedRoutes(AllowedHosts hosts, AllowedProxies proxies) {
  /** What holds where the operator sets nothing: Duo's own hosts, by any proxy. */
  public static final AllowedRoutes DEFAULT = parse("", "");

  /**
   * Reads the server options.
   *
   * @param hosts see {@link AllowedHosts#parse}
   * @param proxies see {@link AllowedProxies#parse}
   * @throws IllegalArgumentException naming the entry that cannot be read
   */
  public static AllowedRoutes parse(String hosts, String proxies) {
    return new AllowedRoutes(AllowedHosts.parse(hosts), AllowedProxies.parse(proxies));
  }

  /**
   * The warning that a route leads past the limits: a proxy can pass for Duo if the configuration
   * also says which certificates to trust. One sentence for the administrator.
   */
  public Optional<String> warning(DuoConnection route) {
    boolean passes = proxies.areAny() && route.proxy().isPresent() && route.trust().isPresent();
    return passes
        ? Optional.of(
            "https_proxy.server together with duo.ca_certificates lets the proxy read what is sent"
                + " to Duo, passcodes included, and answer in its place, whatever the server option"
                + " allowed-hosts says; spi-authenticator--duo-mfa--allowed-proxies limits the"
                + " proxies of all realms")
        : Optional.empty();
  }
}
