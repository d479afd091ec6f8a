package io.github.keycloakduo.duo;

/** The way a request may be sent: over which connection, and how often. */
enum Sending {
  /** One time at most. For POST /auth: the answer may be lost while a phone rings. */
  ONCE,

  /** One time at most, over a connection that no request has used before. */
  ONCE_FRESH,

  /** Once more, over a fresh connection, if the connection is lost. */
  REPEATABLE,

  /**
   * Repeatable, too; over the connection that a {@link io.github.keycloakduo.mfa.WaitingPlace}
   * keeps free for it.
   */
  POLL,

  /** To every address of the host at the same time, each over a fresh connection. For the ping. */
  EVERY_ADDRESS
}
