package io.github.keycloakduo;

import java.lang.ref.Reference;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The objects that are kept alive by one object, found by following fields and array elements as a
 * garbage collector would. Fields of the JDK are readable where the build opens their package to
 * tests; a class that cannot be read is an error, since what it refers to would be missed.
 */
public final class Reachability {
  /**
   * They refer to much of the virtual machine, and belong to no one of the objects that use them.
   */
  private static final List<Class<?>> ENDS =
      List.of(
          Class.class,
          ClassLoader.class,
          Module.class,
          Thread.class,
          ThreadGroup.class,
          String.class,
          Enum.class);

  /** How an object was found: the object that refers to it, and the field or index there. */
  private record Step(@Nullable Object from, String name) {}

  private final IdentityHashMap<Object, Step> found = new IdentityHashMap<>();
  private final Set<Object> shared;

  private Reachability(Object root, Object... shared) {
    this.shared = Collections.newSetFromMap(new IdentityHashMap<>());
    Collections.addAll(this.shared, shared);
    follow(root);
  }

  /**
   * Follows all references of an object.
   *
   * @param shared objects that live as long as the server does anyway: they, and what only they
   *     refer to, do not count
   */
  public static Reachability from(Object root, Object... shared) {
    return new Reachability(root, shared);
  }

  /** All objects that are found, the first one included, each once. */
  public Collection<Object> objects() {
    return Collections.unmodifiableSet(found.keySet());
  }

  /**
   * Where an object of this type is found, as {@code Login.scope -> Scope.session -> Session};
   * empty if there is none.
   */
  public Optional<String> pathTo(Class<?> type) {
    return found.keySet().stream().filter(type::isInstance).findFirst().map(this::path);
  }

  private void follow(Object root) {
    Deque<Object> open = new ArrayDeque<>();
    reached(root, new Step(null, ""), open);
    while (!open.isEmpty()) {
      Object next = open.remove();
      if (ENDS.stream().anyMatch(end -> end.isInstance(next))) {
        continue;
      }
      if (next.getClass().isArray()) {
        elements(next, open);
      } else {
        fields(next, open);
      }
    }
  }

  private void reached(@Nullable Object target, Step step, Deque<Object> open) {
    if (target != null && !shared.contains(target) && found.putIfAbsent(target, step) == null) {
      open.add(target);
    }
  }

  private void elements(Object array, Deque<Object> open) {
    if (array.getClass().getComponentType().isPrimitive()) {
      return;
    }
    for (int i = 0; i < Array.getLength(array); i++) {
      reached(Array.get(array, i), new Step(array, "[" + i + "]"), open);
    }
  }

  private void fields(Object from, Deque<Object> open) {
    for (Class<?> type = from.getClass(); type != null; type = type.getSuperclass()) {
      // What a weak or soft reference refers to is not kept by it.
      if (type == Reference.class) {
        continue;
      }
      references(type)
          .forEach(field -> reached(value(field, from), new Step(from, field.getName()), open));
    }
  }

  private static Stream<Field> references(Class<?> type) {
    return Stream.of(type.getDeclaredFields())
        .filter(field -> !Modifier.isStatic(field.getModifiers()))
        .filter(field -> !field.getType().isPrimitive());
  }

  private static @Nullable Object value(Field field, Object from) {
    try {
      field.setAccessible(true);
      return field.get(from);
    } catch (InaccessibleObjectException e) {
      throw new IllegalStateException(
          "the tests' virtual machine needs --add-opens for the package of " + field, e);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private String path(Object target) {
    List<String> steps = new ArrayList<>();
    steps.add(name(target));
    Step step = found.get(target);
    while (step != null && step.from() != null) {
      String separator = step.name().startsWith("[") ? "" : ".";
      steps.add(name(step.from()) + separator + step.name());
      step = found.get(step.from());
    }
    Collections.reverse(steps);
    return String.join(" -> ", steps);
  }

  private static String name(Object object) {
    String name = object.getClass().getName();
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
