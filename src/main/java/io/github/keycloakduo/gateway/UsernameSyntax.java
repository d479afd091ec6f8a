package io.github.keycloakduo.gateway;

/**
 * How pairs are written in a user name. Remote Desktop clients take the usual signs for something
 * else, so that they have signs of their own.
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
