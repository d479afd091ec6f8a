package io.github.keycloakduo.importing;

/**
 * An error in a file. It contains no text of the file, which may be a secret.
 *
 * @param line where, counted from 1; 0 if it is about the whole file
 * @param sentence what, without a full stop
 */
public record ParseError(int line, String sentence) {
  /** Both in one sentence. */
  public String text() {
    return line == 0 ? sentence : "line " + line + ": " + sentence;
  }
}
