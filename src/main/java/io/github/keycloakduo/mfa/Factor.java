package io.github.keycloakduo.mfa;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A second factor, by the name that Duo's Auth API has for it, if it has one, and otherwise by
 * ours.
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
  UNIVERSAL,
  /** A one-time password of an authenticator app that Keycloak itself checks. */
  OTP,
  /** A recovery code that Keycloak itself checks. */
  RECOVERY_CODE;

  private static final Set<Factor> CHECKED_BY_KEYCLOAK = EnumSet.of(OTP, RECOVERY_CODE);

  /** The name, such as {@code push}. */
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

  /** The factor of that exact name, if administrators can have Duo offer it. */
  public static Optional<Factor> of(String id) {
    return named(id).filter(factor -> factor != UNIVERSAL && !CHECKED_BY_KEYCLOAK.contains(factor));
  }

  /** The factor of that exact name, if Keycloak itself checks it. */
  public static Optional<Factor> ofKeycloak(String id) {
    return named(id).filter(CHECKED_BY_KEYCLOAK::contains);
  }

  private static Optional<Factor> named(String id) {
    return Arrays.stream(values()).filter(factor -> factor.id().equals(id)).findFirst();
  }
}
