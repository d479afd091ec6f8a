package io.github.keycloakduo.settings;

/** Verbosity of one configuration's own log lines, by the original's names. */
public enum LogLevel {
  DEBUG,
  INFO,
  WARNING,
  ERROR,
  CRITICAL
}
