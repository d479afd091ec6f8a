package io.github.keycloakduo.login;

/** Why an answer to an extra question cannot be taken. */
public enum AnswerMistake {
  MISSING,
  TOO_LONG,
  /** Control characters: an answer ends up in tokens and in the logs of others. */
  CHARACTERS
}
