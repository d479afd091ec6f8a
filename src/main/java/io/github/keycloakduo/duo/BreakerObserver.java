package io.github.keycloakduo.duo;

import java.util.function.BooleanSupplier;

/** An observer of the circuit breakers before Duo, for metrics and log. */
public interface BreakerObserver {
  /**
   * There is a breaker for this host from now on; told once for each host.
   *
   * @param host with its port
   * @param open whether one of the breakers before this host is open
   */
  void onHost(String host, BooleanSupplier open);

  /**
   * A breaker has opened.
   *
   * @param sentence what happened, for administrators
   */
  void onOpen(String sentence);

  /**
   * A breaker has closed.
   *
   * @param sentence what happened, for administrators
   */
  void onClose(String sentence);
}
