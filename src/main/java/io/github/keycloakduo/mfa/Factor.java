package io.github.keycloakduo.mfa;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A way to prove the second factor, by the name Duo's Auth API has for it. */
public enum Factor {
  PUSH,
  PASSCODE,
  SMS,
  PHONE,
  /** Whatever the user chose on Duo's own page. It is not for an administrator to offer. */
  UNIVERSAL;

  /** Duo's name, such as {@code push}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether Duo contacts a device of the user, who may be asleep or under attack. */
  public boolean contactsDevice() {
    return this == PUSH || this == SMS || this == PHONE;
  }

  /** The factor of that exact name in the Auth API, if there is one. */
  public static Optional<Factor> of(String id) {
    return Arrays.stream(values())
        .filter(factor -> factor != UNIVERSAL && factor.id().equals(id))
        .findFirst();
  }
}
