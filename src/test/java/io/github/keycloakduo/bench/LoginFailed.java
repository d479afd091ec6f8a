package io.github.keycloakduo.bench;

/** The failure of one login of a measurement. */
final class LoginFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LoginFailed(String reason) {
    super(reason);
  }
}
