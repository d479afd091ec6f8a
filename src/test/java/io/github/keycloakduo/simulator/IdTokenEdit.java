package io.github.keycloakduo.simulator;

/** Something a forger, or a mistake of Duo's, does to a token before it is sent. */
@FunctionalInterface
public interface IdTokenEdit {
  void change(IdTokenDraft draft);
}
