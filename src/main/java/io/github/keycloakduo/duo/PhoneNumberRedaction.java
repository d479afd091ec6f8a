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

  private static final int MAX_LENGTH = 300;
  private static final int MAX_READ = 2000;

  private PhoneNumberRedaction() {}

  /** One line of at most 300 characters, in which of a telephone number only the end is told. */
  static String redact(String text) {
    // A sentence is a few words; what is much longer is not read to its end.
    String line = LogSafeText.line(LogSafeText.cut(text, MAX_READ));
    String redacted =
        TELEPHONE.matcher(line).replaceAll(number -> "XXX-XXX-" + lastFour(number.group()));
    return LogSafeText.cut(redacted, MAX_LENGTH).strip();
  }

  private static String lastFour(String number) {
    String digits = number.replaceAll("\\D", "");
    return digits.substring(digits.length() - 4);
  }
}
