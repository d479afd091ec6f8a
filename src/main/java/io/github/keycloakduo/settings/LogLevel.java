package io.github.keycloakduo.settings;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The verbosity of the log lines of one configuration, by the names of the SPS plugin. */
public enum LogLevel {
  DEBUG,
  INFO,
  WARNING,
  ERROR,
  CRITICAL;

  /** The name in a configuration. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<LogLevel> of(String id) {
    return Arrays.stream(values()).filter(level -> level.id().equals(id)).findFirst();
  }
}
