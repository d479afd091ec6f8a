package io.github.keycloakduo.keycloak.gateway;

import org.eclipse.microprofile.config.ConfigProvider;

/** The threads on which Keycloak answers requests. */
final class WorkerPool {
  private static final String SIZE = "quarkus.thread-pool.max-threads";
  private static final int USUAL = 50;
  private static final int LEAST_SEATS = 4;

  private WorkerPool() {}

  /** How many of them may wait at once where nothing is configured: a fifth, at least four. */
  static int usualSeats() {
    int threads =
        ConfigProvider.getConfig()
            .getOptionalValue(SIZE, Integer.class)
            .orElse(Math.max(USUAL, 4 * Runtime.getRuntime().availableProcessors()));
    return Math.max(LEAST_SEATS, threads / 5);
  }
}
