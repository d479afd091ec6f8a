package io.github.keycloakduo.keycloak.directory;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.keycloak.component.ComponentModel;

/** A typed view of the options of a component, in which blank ones do not exist. */
final class ComponentOptions {
  private static final Pattern COMMA = Pattern.compile(",");

  private final ComponentModel component;

  ComponentOptions(ComponentModel component) {
    this.component = component;
  }

  Optional<String> text(String key) {
    return Optional.ofNullable(component.get(key)).map(String::strip).filter(v -> !v.isEmpty());
  }

  /** As it is stored: blanks may be part of a password. */
  Optional<String> secret(String key) {
    return Optional.ofNullable(component.get(key)).filter(value -> !value.isBlank());
  }

  String text(String key, String otherwise) {
    return text(key).orElse(otherwise);
  }

  boolean flag(String key, boolean otherwise) {
    return text(key).map(Boolean::parseBoolean).orElse(otherwise);
  }

  /** A value that is no number counts as absent. */
  Optional<Integer> number(String key) {
    try {
      return text(key).map(Integer::valueOf);
    } catch (NumberFormatException noNumber) {
      return Optional.empty();
    }
  }

  Set<String> names(String key, String otherwise) {
    return Arrays.stream(COMMA.split(text(key, otherwise), -1))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }
}
