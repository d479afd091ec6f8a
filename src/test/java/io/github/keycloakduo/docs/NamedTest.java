package io.github.keycloakduo.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A test as a page names it, such as {@code PushIT#asksTheDeviceThatWasSelected}. Where two classes
 * have one name, the room goes before it; a nested class follows its outer one after a dot.
 *
 * @param path of the outer class, with slashes, as far as it is given
 * @param nested names of nested classes, outermost first
 */
record NamedTest(String path, List<String> nested, String method) {
  private static final Path SOURCES = Path.of("src", "test", "java");
  private static final Pattern FORM =
      Pattern.compile("((?:[a-z]\\w*\\.)*[A-Z]\\w*)((?:\\.[A-Z]\\w*)*)#([a-z]\\w*)");
  private static final Set<String> MARKS =
      Set.of("Test", "ParameterizedTest", "RepeatedTest", "Property", "Example");

  static NamedTest parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException("not TestClass#method: " + text);
    }
    List<String> nested =
        Arrays.stream(form.group(2).split("\\.")).filter(name -> !name.isEmpty()).toList();
    return new NamedTest(form.group(1).replace('.', '/'), nested, form.group(3));
  }

  /** Whether there is exactly one such class, and a test of that name in it, inherited or not. */
  boolean exists() {
    List<Path> files = files();
    return files.size() == 1 && inherits(load(files.get(0)));
  }

  private List<Path> files() {
    String end = "/" + path + ".java";
    try (Stream<Path> all = Files.walk(SOURCES)) {
      return all.filter(file -> file.toString().replace('\\', '/').endsWith(end)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Class<?> load(Path file) {
    String name =
        SOURCES.relativize(file).toString().replaceAll("\\.java$", "").replaceAll("[/\\\\]", ".");
    try {
      // Not initialised: some start a server as soon as they are.
      return Class.forName(
          String.join("$", Stream.concat(Stream.of(name), nested.stream()).toList()),
          false,
          NamedTest.class.getClassLoader());
    } catch (ClassNotFoundException gone) {
      return Object.class;
    }
  }

  private boolean inherits(Class<?> type) {
    return Stream.<Class<?>>iterate(type, each -> each != null, Class::getSuperclass)
        .flatMap(each -> Arrays.stream(each.getDeclaredMethods()))
        .anyMatch(this::isMeant);
  }

  private boolean isMeant(Method candidate) {
    return candidate.getName().equals(method)
        && Arrays.stream(candidate.getAnnotations())
            .anyMatch(mark -> MARKS.contains(mark.annotationType().getSimpleName()));
  }
}
