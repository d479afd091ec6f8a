package io.github.keycloakduo.simulator;

import java.util.Locale;

/** What a phone can do, in Duo's words. */
public enum Capability {
  AUTO,
  PUSH,
  SMS,
  PHONE,
  MOBILE_OTP;

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
