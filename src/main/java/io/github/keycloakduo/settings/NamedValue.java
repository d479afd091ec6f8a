package io.github.keycloakduo.settings;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** One entry of a map, as the admin console stores it. */
public record NamedValue(String name, String value) {
  /** Reads {@code [{"key":"a","value":"b"}]}; empty when it is anything else. */
  public static Optional<List<NamedValue>> list(String json) {
    try {
      return Optional.of(new NamedValueReader(json).list());
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  /** Writes what {@link #list} reads. */
  public static String json(List<NamedValue> list) {
    return list.stream().map(NamedValue::json).collect(Collectors.joining(",", "[", "]"));
  }

  private String json() {
    return "{\"key\":" + JsonText.quoted(name) + ",\"value\":" + JsonText.quoted(value) + "}";
  }
}
