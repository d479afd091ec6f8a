package io.github.keycloakduo.breakglass;

import io.github.keycloakduo.mfa.LogSafeText;
import java.time.Instant;

/**
 * A break-glass exemption: until its end the user needs no factor.
 *
 * @param reason why it was granted: one line, see {@link #isReason}
 * @param grantedBy name of the administrator
 */
public record BreakGlass(
    String realmId,
    String userId,
    String reason,
    String grantedBy,
    Instant grantedAt,
    Instant expiresAt) {
  /** One day: who needs longer has to ask again. */
  public static final int MAX_MINUTES = 1440;

  public static final int MAX_REASON_LENGTH = 200;

  /** Whether the text can be the reason: one line, neither blank nor longer than the limit. */
  public static boolean isReason(String text) {
    return text.codePoints().anyMatch(BreakGlass::isVisible)
        && text.length() <= MAX_REASON_LENGTH
        && LogSafeText.line(text).equals(text);
  }

  private static boolean isVisible(int c) {
    return !Character.isWhitespace(c)
        && !Character.isSpaceChar(c)
        && Character.getType(c) != Character.FORMAT;
  }

  /** Whether it counts at this time. */
  public boolean holds(Instant now) {
    return now.isBefore(expiresAt);
  }

  /** One sentence for events and logs. */
  public String sentence() {
    return "break-glass, granted by "
        + LogSafeText.of(grantedBy)
        + " until "
        + expiresAt
        + ": "
        + reason;
  }
}
