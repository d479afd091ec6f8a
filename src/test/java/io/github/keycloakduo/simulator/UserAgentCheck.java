package io.github.keycloakduo.simulator;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Refuses programs that do not say which they are, or not in the way of Duo's own clients. */
final class UserAgentCheck {
  private static final String OURS = "keycloak-duo-mfa";
  private static final Pattern COMPLETE =
      Pattern.compile(
          OURS
              + "/[0-9][^ ]* Keycloak/[0-9][^ ]* Java/[0-9][^ ]*"
              + " ca_bundle/1\\.0 \\(ca_pinning=disabled\\)");

  private UserAgentCheck() {}

  static void check(@Nullable String userAgent) {
    String given = userAgent == null ? "" : userAgent;
    boolean incomplete = given.startsWith(OURS) && !COMPLETE.matcher(given).matches();
    if (given.isBlank() || incomplete) {
      throw DuoFailure.invalid("User-Agent");
    }
  }
}
