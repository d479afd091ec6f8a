package io.github.keycloakduo.authentication;

import io.github.keycloakduo.settings.DuoMfaSettings;
import java.time.Duration;
import java.util.Optional;

/**
 * What differs between a person before a browser and a caller that waits on the line.
 *
 * @param timeout how long one request to Duo, and one factor, may take; at most {@code duo.timeout}
 * @param autopush whether the first factor may start without being asked for
 * @param prompt the way to Duo's own page; absent where nobody can be sent there
 */
public record Terms(Duration timeout, boolean autopush, Optional<PromptDoor> prompt) {
  /** A person sees a page and can come back to it. */
  public static Terms ofBrowser(DuoMfaSettings settings) {
    return new Terms(settings.timeout(), settings.autopush(), Optional.empty());
  }

  /** The same for a person who can be sent to Duo's own page. */
  public Terms with(PromptDoor door) {
    return new Terms(timeout, autopush, Optional.of(door));
  }

  /** A caller asks for a factor itself, and stays no longer than this. */
  public static Terms ofCaller(Duration left) {
    return new Terms(left, false, Optional.empty());
  }
}
