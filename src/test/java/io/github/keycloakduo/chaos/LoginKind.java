package io.github.keycloakduo.chaos;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The door that a login takes and the factor that it is to be proved with. */
enum LoginKind {
  BROWSER_PUSH,
  BROWSER_PASSCODE,
  BROWSER_SMS,
  BROWSER_ENROLMENT,
  GATEWAY_PUSH,
  /** A gateway that does not wait, and asks again. */
  GATEWAY_POLLED_PUSH,
  GATEWAY_PASSCODE,
  CIBA_PUSH,
  /** On Duo's own page. */
  BROWSER_PROMPT,
  /** Whose earlier MFA still counts. */
  BROWSER_GRACE,
  /** Of whom no factor is asked. */
  BROWSER_EXEMPT;

  /** Those that all take the same realm. */
  static final Set<LoginKind> PROVED =
      EnumSet.complementOf(EnumSet.of(BROWSER_PROMPT, BROWSER_GRACE, BROWSER_EXEMPT));

  /** As part of a user name. */
  String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
