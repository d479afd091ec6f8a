package io.github.keycloakduo.settings;

/**
 * The choice whether a login may continue while Duo is unreachable.
 *
 * @param opensWhenUnreachable {@code duo.ignore_conn_err}
 * @param serverErrorsCount {@code duo.ignore_server_err}: HTTP 5xx is "out of reach" too
 */
public record FailMode(boolean opensWhenUnreachable, boolean serverErrorsCount) {
  /** An outage lets nobody in. */
  public static final FailMode CLOSED = new FailMode(false, false);
}
