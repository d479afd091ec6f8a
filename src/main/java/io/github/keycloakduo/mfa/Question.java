package io.github.keycloakduo.mfa;

/**
 * An extra question, asked after MFA.
 *
 * @param key under which the answer is kept
 * @param prompt what the user reads
 * @param hidesInput whether the field hides what is typed
 */
public record Question(String key, String prompt, boolean hidesInput) {
  /** The most characters an answer may have. */
  public static final int LONGEST_ANSWER = 256;
}
