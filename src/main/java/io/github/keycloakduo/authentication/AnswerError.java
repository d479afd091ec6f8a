package io.github.keycloakduo.authentication;

/** The reason why an answer to an extra question cannot be taken. */
public enum AnswerError {
  MISSING,
  TOO_LONG,
  /** Control characters: an answer ends up in tokens and in the logs of others. */
  CHARACTERS
}
