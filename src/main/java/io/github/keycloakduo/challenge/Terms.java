package io.github.keycloakduo.challenge;

import io.github.keycloakduo.settings.DuoMfaSettings;
import java.time.Duration;

/**
 * What differs between a person before a browser and a caller that waits on the line.
 *
 * @param timeout how long one request to Duo, and one factor, may take; at most {@code duo.timeout}
 * @param autopush whether the first factor may start without being asked for
 */
public record Terms(Duration timeout, boolean autopush) {
  /** A person sees a page and can come back to it. */
  public static Terms ofBrowser(DuoMfaSettings settings) {
    return new Terms(settings.timeout(), settings.autopush());
  }

  /** A caller asks for a factor itself, and stays no longer than this. */
  public static Terms ofCaller(Duration left) {
    return new Terms(left, false);
  }
}
