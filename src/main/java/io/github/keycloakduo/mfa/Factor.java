package io.github.keycloakduo.mfa;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A second factor, by the name that Duo's Auth API has for it.
 *
 * @see <a href="https://duo.com/docs/authapi#/auth">Duo Auth API, /auth: factor</a>
 */
public enum Factor {
  PUSH,
  PASSCODE,
  SMS,
  PHONE,
  /** The factor that the user chose in Duo's Universal Prompt; administrators cannot offer it. */
  UNIVERSAL;

  /** Duo's name, such as {@code push}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether Duo contacts a device of the user. Such requests are limited in number. */
  public boolean contactsDevice() {
    return this == PUSH || this == SMS || this == PHONE;
  }

  /** Whether Duo answers at once and a person later, so that the answer must be waited for. */
  public boolean isWaitedFor() {
    return this == PUSH || this == PHONE;
  }

  /** The factor of that exact name in the Auth API, if there is one. */
  public static Optional<Factor> of(String id) {
    return Arrays.stream(values())
        .filter(factor -> factor != UNIVERSAL && factor.id().equals(id))
        .findFirst();
  }
}
