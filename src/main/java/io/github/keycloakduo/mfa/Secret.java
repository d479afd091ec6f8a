package io.github.keycloakduo.mfa;

/** A value that must not reach a log, an event or a page; {@code toString} hides it. */
public record Secret(String value) {
  @Override
  public String toString() {
    return "[hidden]";
  }
}
