package io.github.keycloakduo.duo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Optional;

/** The reader of the times in Duo's answers, which are seconds since 1970. */
final class EpochTime {
  /** The end of the year 9999: further times overflow where they are added up. */
  private static final long LAST = 253_402_300_799L;

  private EpochTime() {}

  /** Empty for what is no whole number, or one that is no time. */
  static Optional<Instant> of(JsonNode seconds) {
    return seconds.isIntegralNumber()
            && seconds.canConvertToLong()
            && seconds.asLong() >= 0
            && seconds.asLong() <= LAST
        ? Optional.of(Instant.ofEpochSecond(seconds.asLong()))
        : Optional.empty();
  }
}
