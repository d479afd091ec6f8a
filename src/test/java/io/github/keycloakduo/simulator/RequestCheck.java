package io.github.keycloakduo.simulator;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Refuses requests whose credentials, date, content type or signature Duo would refuse. */
final class RequestCheck {
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private final Keys keys;
  private final SkewedClock clock;

  RequestCheck(Keys keys, SkewedClock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  void check(WireRequest request) {
    String[] credentials = credentials(request.headers("Authorization"));
    if (!keys.knows(credentials[0])) {
      throw new DuoFailure(DuoError.INVALID_INTEGRATION_KEY);
    }
    String date = date(request);
    if (request.isPost() && !request.isJson() && !request.isForm()) {
      throw new DuoFailure(DuoError.BAD_CONTENT_TYPE);
    }
    if (!request.toSigned(date).isSignedWith(keys.skey(), credentials[1])) {
      throw new DuoFailure(DuoError.INVALID_SIGNATURE);
    }
  }

  private static String[] credentials(List<String> authorization) {
    if (authorization.size() != 1 || !authorization.get(0).startsWith("Basic ")) {
      throw new DuoFailure(DuoError.MISSING_CREDENTIALS);
    }
    String[] credentials = decode(authorization.get(0).substring("Basic ".length())).split(":", 2);
    if (credentials.length != 2 || credentials[0].isEmpty() || credentials[1].isEmpty()) {
      throw new DuoFailure(DuoError.MISSING_CREDENTIALS);
    }
    return credentials;
  }

  private static String decode(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64.strip()), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new DuoFailure(DuoError.MISSING_CREDENTIALS);
    }
  }

  /** X-Duo-Date is for clients whose HTTP library owns the Date header, so it wins. */
  private String date(WireRequest request) {
    @Nullable String own = request.header("X-Duo-Date");
    @Nullable String date = own == null ? request.header("Date") : own;
    if (date == null || date.isBlank()) {
      throw new DuoFailure(DuoError.MISSING_TIMESTAMP);
    }
    if (Duration.between(parse(date), clock.now()).abs().compareTo(TOLERANCE) > 0) {
      throw new DuoFailure(DuoError.BAD_TIMESTAMP);
    }
    return date;
  }

  private static Instant parse(String date) {
    try {
      // -0000 means "no known zone" and is legal in mail dates, but not for the JDK.
      String usual = date.strip().replace("-0000", "+0000");
      return ZonedDateTime.parse(usual, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (DateTimeException e) {
      throw new DuoFailure(DuoError.BAD_TIMESTAMP);
    }
  }
}
