package io.github.keycloakduo.duo;

import io.github.keycloakduo.settings.DuoConnection;
import io.github.keycloakduo.settings.HostAndPort;
import java.time.Duration;
import java.util.Optional;

/**
 * The key of a circuit breaker, the same for calls that succeed or fail together: the host, the
 * proxy on the way, and how long the configurations wait. Who waits for one second must not decide
 * that Duo is out of reach for those who wait for a minute.
 *
 * @param patience the timeout of the configurations, as far as it matters
 */
record BreakerKey(HostAndPort host, Optional<HostAndPort> proxy, Duration patience) {
  /** Who waits longer than this learns no more of an outage. */
  private static final Duration MAX_PATIENCE = Duration.ofSeconds(10);

  static BreakerKey of(DuoConnection connection, Duration timeout) {
    return new BreakerKey(
        connection.host(),
        connection.proxy().map(proxy -> new HostAndPort(proxy.host(), proxy.port())),
        timeout.compareTo(MAX_PATIENCE) < 0 ? timeout : MAX_PATIENCE);
  }

  /** Whether a call with this limit waits about as long as the configurations do. */
  boolean isPatient(Duration limit) {
    // Up to half of the timeout is kept for the ping.
    return limit.multipliedBy(3).compareTo(patience) >= 0;
  }

  /** Whether both lead to the same host by the same proxy. */
  boolean isBeside(BreakerKey other) {
    return host.equals(other.host) && proxy.equals(other.proxy);
  }

  /** Host and port of Duo. */
  String place() {
    return host.host() + ":" + host.port();
  }

  /** Such as {@code Duo at api.example.com:443 (by the proxy proxy.example.com:3128)}. */
  @Override
  public String toString() {
    String way = proxy.map(by -> " (by the proxy " + by.host() + ":" + by.port() + ")").orElse("");
    return "Duo at " + place() + way;
  }
}
