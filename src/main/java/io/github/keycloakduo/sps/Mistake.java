package io.github.keycloakduo.sps;

/**
 * What is wrong with a file. No text of the file is in it, since that may be a secret.
 *
 * @param line where, counted from 1; 0 if it is about the whole file
 * @param sentence what, without a full stop
 */
public record Mistake(int line, String sentence) {
  /** Both in one sentence. */
  public String text() {
    return line == 0 ? sentence : "line " + line + ": " + sentence;
  }
}
