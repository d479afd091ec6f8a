package io.github.keycloakduo;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.keycloakduo.testkit.server.TestEnvironment;
import java.io.IOException;
import java.lang.reflect.Executable;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The calls from our code into Keycloak, held to the jars of the server under test: it is another
 * version than the one that was compiled against, and a method of another return type does not
 * link.
 */
class LinkageIT {
  private static final String KEYCLOAK = "org.keycloak.";

  @Test
  void everyMethodOfKeycloakThatIsCalledIsThereInTheServer() throws IOException {
    Set<String> missing = new TreeSet<>();
    int calls = 0;
    try (URLClassLoader server = server()) {
      for (JavaClass type :
          new ClassFileImporter()
              .withImportOption(new ImportOption.DoNotIncludeTests())
              .importPackages("io.github.keycloakduo")) {
        for (JavaAccess<?> access : type.getAccessesFromSelf()) {
          if (access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target
              && target.getOwner().getName().startsWith(KEYCLOAK)) {
            calls++;
            if (!isThere(target, server)) {
              missing.add(target.getFullName() + ": " + target.getRawReturnType().getName());
            }
          }
        }
      }
    }
    assertThat(calls).isPositive();
    assertThat(missing).isEmpty();
  }

  private static boolean isThere(AccessTarget.CodeUnitAccessTarget target, ClassLoader server) {
    try {
      Class<?> owner = Class.forName(target.getOwner().getName(), false, server);
      return units(owner, target)
          .anyMatch(
              unit ->
                  Arrays.stream(unit.getParameterTypes())
                      .map(Class::getName)
                      .toList()
                      .equals(
                          target.getRawParameterTypes().stream().map(JavaClass::getName).toList()));
    } catch (ClassNotFoundException gone) {
      return false;
    }
  }

  private static Stream<? extends Executable> units(
      Class<?> owner, AccessTarget.CodeUnitAccessTarget target) {
    if (target instanceof AccessTarget.ConstructorCallTarget) {
      return Arrays.stream(owner.getDeclaredConstructors());
    }
    return withParents(owner)
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .filter(method -> method.getName().equals(target.getName()))
        .filter(
            method -> method.getReturnType().getName().equals(target.getRawReturnType().getName()));
  }

  private static Stream<Class<?>> withParents(Class<?> type) {
    Stream<Class<?>> parents =
        Stream.concat(Stream.ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()));
    return Stream.concat(Stream.of(type, Object.class), parents.flatMap(LinkageIT::withParents));
  }

  private static URLClassLoader server() throws IOException {
    Path libraries = TestEnvironment.current().dist().resolve("lib").resolve("lib");
    try (Stream<Path> files = Files.walk(libraries)) {
      List<Path> jars = files.filter(file -> file.toString().endsWith(".jar")).toList();
      URL[] urls = new URL[jars.size()];
      for (int i = 0; i < urls.length; i++) {
        urls[i] = url(jars.get(i));
      }
      return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
    }
  }

  private static URL url(Path jar) throws MalformedURLException {
    return jar.toUri().toURL();
  }
}
