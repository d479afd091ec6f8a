package io.github.keycloakduo.duo;

import java.time.Duration;

/** Hears of every finished call, for metrics. */
@FunctionalInterface
public interface CallObserver {
  /**
   * A call ended.
   *
   * @param endpoint such as {@code preauth}
   * @param result {@code ok}, or the kind of fault in lower case
   */
  void observe(String endpoint, String result, Duration took);
}
