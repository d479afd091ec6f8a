package io.github.keycloakduo.mfa;

/**
 * A question of the configuration, asked after MFA.
 *
 * @param key the name under which the answer is kept
 * @param prompt the text shown to the user
 * @param hidesInput whether the field hides what is typed
 */
public record Question(String key, String prompt, boolean hidesInput) {
  /** The maximum number of characters of an answer. */
  public static final int MAX_ANSWER_LENGTH = 256;
}
