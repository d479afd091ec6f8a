package io.github.keycloakduo.duo;

import java.time.Duration;

/** A listener that is told of every finished call to Duo, for metrics. */
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
