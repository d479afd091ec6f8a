package io.github.keycloakduo.keycloak.gateway;

import org.eclipse.microprofile.config.ConfigProvider;

/** The threads on which Keycloak answers requests. */
final class WorkerPool {
  private static final String SIZE = "quarkus.thread-pool.max-threads";
  private static final int DEFAULT_THREADS = 50;
  private static final int MIN_PERMITS = 4;

  private WorkerPool() {}

  /** How many of them may wait at once where nothing is configured: a fifth, at least four. */
  static int defaultPermits() {
    int threads =
        ConfigProvider.getConfig()
            .getOptionalValue(SIZE, Integer.class)
            .orElse(Math.max(DEFAULT_THREADS, 4 * Runtime.getRuntime().availableProcessors()));
    return Math.max(MIN_PERMITS, threads / 5);
  }
}
