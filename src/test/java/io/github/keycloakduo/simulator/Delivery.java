package io.github.keycloakduo.simulator;

import java.time.Duration;

/** The way an answer travels; everything but {@code NORMAL} is a fault. */
record Delivery(Kind kind, Duration pace) {

  enum Kind {
    NORMAL,
    CLOSE_AFTERWARDS,
    DRIP,
    TRUNCATE,
    HANG,
    RESET
  }

  static Delivery normal() {
    return of(Kind.NORMAL);
  }

  static Delivery of(Kind kind) {
    return new Delivery(kind, Duration.ZERO);
  }

  /** Whether all that will be sent is sent at once. */
  boolean isPrompt() {
    return kind != Kind.DRIP && kind != Kind.HANG;
  }

  static Delivery drip(Duration perByte) {
    return new Delivery(Kind.DRIP, perByte);
  }
}
