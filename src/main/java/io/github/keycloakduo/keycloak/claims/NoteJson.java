package io.github.keycloakduo.keycloak.claims;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.util.JsonSerialization;

/** The JSON form of notes, Keycloak's own among them. */
final class NoteJson {
  private NoteJson() {}

  /**
   * Empty without a note.
   *
   * @throws IllegalStateException if it cannot be read: then nothing may be claimed at all
   */
  static <M extends Map<?, ?>> M read(@Nullable String note, TypeReference<M> type) {
    try {
      return JsonSerialization.readValue(note == null ? "{}" : note, type);
    } catch (IOException unreadable) {
      throw new IllegalStateException("a note of the login is no JSON object", unreadable);
    }
  }

  static String write(Map<?, ?> value) {
    try {
      return JsonSerialization.writeValueAsString(value);
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
