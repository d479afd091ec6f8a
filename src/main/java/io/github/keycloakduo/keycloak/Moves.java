package io.github.keycloakduo.keycloak;

import io.github.keycloakduo.challenge.Move;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Objects;
import java.util.stream.Stream;

/** Reads a form into what the browser asks for. An empty form only looks: it starts nothing. */
final class Moves {
  private Moves() {}

  static Move from(MultivaluedMap<String, String> form) {
    if ("cancel".equals(form.getFirst("action"))) {
      return new Move.Cancel();
    }
    boolean submitted =
        !form.containsKey("action")
            && Stream.of("passcode", "factor", "login").anyMatch(form::containsKey);
    return submitted
        ? new Move.Submit(field(form, "passcode"), field(form, "factor"), field(form, "device"))
        : new Move.Look();
  }

  private static String field(MultivaluedMap<String, String> form, String name) {
    return Objects.requireNonNullElse(form.getFirst(name), "");
  }
}
