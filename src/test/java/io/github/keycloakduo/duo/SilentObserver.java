package io.github.keycloakduo.duo;

import java.util.function.BooleanSupplier;

/** An observer for tests in which no circuit breaker matters. */
enum SilentObserver implements BreakerObserver {
  INSTANCE;

  @Override
  public void onHost(String host, BooleanSupplier open) {
    // No gauge.
  }

  @Override
  public void onOpen(String sentence) {
    // No log.
  }

  @Override
  public void onClose(String sentence) {
    // No log.
  }
}
