package io.github.keycloakduo.duo;

import io.github.keycloakduo.mfa.LogSafeText;
import java.util.regex.Pattern;

/**
 * The redaction of telephone numbers in sentences and names that Duo writes, which makes these fit
 * for logs and events.
 */
final class PhoneNumberRedaction {
  /** At least six digits, however they are grouped. */
  private static final Pattern TELEPHONE = Pattern.compile("\\+?(?:\\d[ ().-]{0,2}){5,20}\\d");

  private PhoneNumberRedaction() {}

  /** One line, in which of a telephone number only the end is told. */
  static String redact(String text) {
    return TELEPHONE
        .matcher(LogSafeText.of(text))
        .replaceAll(number -> "XXX-XXX-" + lastFour(number.group()));
  }

  private static String lastFour(String number) {
    String digits = number.replaceAll("\\D", "");
    return digits.substring(digits.length() - 4);
  }
}
