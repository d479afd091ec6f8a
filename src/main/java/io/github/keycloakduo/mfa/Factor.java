package io.github.keycloakduo.mfa;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A second factor, by the name that Duo's Auth API has for it, if it has one.
 *
 * @see <a href="https://duo.com/docs/authapi#/auth">Duo Auth API, /auth: factor</a>
 */
public enum Factor {
  PUSH,
  PASSCODE,
  SMS,
  PHONE,
  /**
   * A security key or platform authenticator (WebAuthn), which only Duo's Universal Prompt can ask
   * for.
   */
  SECURITY_KEY,
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

  /** The factor of that exact name, if administrators can offer it. */
  public static Optional<Factor> of(String id) {
    return Arrays.stream(values())
        .filter(factor -> factor != UNIVERSAL && factor.id().equals(id))
        .findFirst();
  }
}
