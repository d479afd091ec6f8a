package io.github.keycloakduo.duo;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The status, the body and the time of an HTTP response.
 *
 * @param body at most {@link #MAX_BODY_SIZE} bytes
 * @param date when Duo answered, by Duo's clock (RFC 9110, section 6.6.1)
 */
record HttpResponse(int status, byte[] body, Optional<Instant> date) {
  /** 1 MiB, far more than any response of Duo's. */
  static final int MAX_BODY_SIZE = 1 << 20;

  /** A response as it came. */
  static HttpResponse of(int status, byte[] body, @Nullable String date) {
    return new HttpResponse(status, body, read(date));
  }

  private static Optional<Instant> read(@Nullable String date) {
    if (date == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          ZonedDateTime.parse(date.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }

  /** By how much a clock is ahead of Duo's; negative when it is behind, zero when unknown. */
  Duration skewOf(Instant here) {
    return date.map(there -> Duration.between(there, here)).orElse(Duration.ZERO);
  }
}
