package io.github.keycloakduo.keycloak.extension;

import io.github.keycloakduo.mfa.StableHash;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The fingerprint of the types whose values nodes exchange as JSON: another one wherever a member,
 * its type or a case was added, renamed or removed. Nobody has to remember to raise a number.
 */
final class SharedFormat {
  private static final String OWN = "io.github.keycloakduo.";

  private final Map<String, String> shapes = new TreeMap<>();

  private SharedFormat() {}

  /** The fingerprint of these types and of all they are made of. */
  static String of(List<Class<?>> roots) {
    List<String> parts = new ArrayList<>();
    shapes(roots).forEach((name, shape) -> parts.addAll(List.of(name, shape)));
    return StableHash.of(parts);
  }

  /** Each type by its name, and what it is made of. */
  static Map<String, String> shapes(List<Class<?>> roots) {
    SharedFormat format = new SharedFormat();
    roots.forEach(format::add);
    return format.shapes;
  }

  private void add(Type type) {
    if (type instanceof ParameterizedType generic) {
      add(generic.getRawType());
      Arrays.stream(generic.getActualTypeArguments()).forEach(this::add);
    } else if (type instanceof Class<?> plain
        && plain.getName().startsWith(OWN)
        && !shapes.containsKey(plain.getName())) {
      describe(plain);
    }
  }

  private void describe(Class<?> type) {
    StringBuilder shape = new StringBuilder();
    // Known before its members are looked at, since they may lead back to it.
    shapes.put(type.getName(), "");
    if (type.isRecord()) {
      for (RecordComponent component : type.getRecordComponents()) {
        shape.append(component.getName()).append(':');
        shape.append(component.getGenericType().getTypeName()).append(';');
        add(component.getGenericType());
      }
    } else if (type.isEnum()) {
      shape.append(Arrays.toString(type.getEnumConstants()));
    } else if (type.isSealed()) {
      for (Class<?> one : type.getPermittedSubclasses()) {
        shape.append(one.getName()).append(';');
        add(one);
      }
    }
    shapes.put(type.getName(), shape.toString());
  }
}
