package io.github.keycloakduo.gateway;

/**
 * The syntax of the parameters in a user name, as in the parameter reference of the Duo plugin for
 * One Identity SPS. Remote Desktop clients interpret the usual separators themselves, so that there
 * is a second syntax for them.
 */
enum UsernameSyntax {
  /** {@code otp=123456@alice}. */
  PLAIN('=', '@'),
  /** {@code otp~123456%alice}, where {@code ^} stands for a colon. */
  REMOTE_DESKTOP('~', '%');

  private final char equalSign;
  private final char separator;

  UsernameSyntax(char equalSign, char separator) {
    this.equalSign = equalSign;
    this.separator = separator;
  }

  char equalSign() {
    return equalSign;
  }

  char separator() {
    return separator;
  }

  String decode(String text) {
    return this == REMOTE_DESKTOP ? text.replace('^', ':') : text;
  }
}
