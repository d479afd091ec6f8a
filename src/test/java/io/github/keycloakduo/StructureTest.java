package io.github.keycloakduo;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Figures of the structure, by source files and by what their classes use: printed for information.
 * Only a cycle of files, and a cast to a case of a sealed type, is an error.
 */
class StructureTest {
  private static final String BASE = "io.github.keycloakduo";
  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(BASE);
  private static final Map<String, Set<String>> FILES = files();

  @Test
  void noFileUsesAnotherThatUsesIt() {
    assertThat(circles()).isEmpty();
  }

  @Test
  void noCaseOfASealedTypeIsCastTo() throws IOException {
    Set<String> casts = new TreeSet<>();
    for (JavaClass type : MAIN) {
      for (JavaClass sealed : sealedParents(type)) {
        Pattern cast =
            Pattern.compile(
                "\\((\\w+\\.)*"
                    + sealed.getSimpleName()
                    + "\\."
                    + type.getSimpleName()
                    + "\\) ?\\w");
        for (Path source : sources()) {
          if (cast.matcher(Files.readString(source)).find()) {
            casts.add(source + " casts to " + type.getName());
          }
        }
      }
    }
    assertThat(casts).isEmpty();
  }

  @Test
  void printsTheFigures() throws IOException {
    List<String> chain = longestChain();
    long lines = 0;
    for (Path source : sources()) {
      lines += Files.readAllLines(source).size();
    }
    System.out.printf(
        "Structure: %d files, %d lines, %d arrows, longest chain %d files, a push in a browser"
            + " reaches %d files%n  %s%n",
        FILES.size(),
        lines,
        FILES.values().stream().mapToInt(Set::size).sum(),
        chain.size(),
        reachedByAPush(),
        String.join(" > ", chain));
    assertThat(chain).isNotEmpty();
  }

  /**
   * The files with logic that a browser's push can reach from the authenticator, without the
   * branches that a push in {@code duo.mode=form} never takes.
   */
  private static long reachedByAPush() {
    Set<String> other =
        Set.of(
            "authentication.UniversalPromptFlow",
            "authentication.AsyncLoginFlow",
            "keycloak.runtime.DuoRuntime");
    Set<String> seen = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(List.of("keycloak.browser.DuoMfaAuthenticator"));
    while (!open.isEmpty()) {
      String file = open.remove();
      if (!other.contains(file) && seen.add(file)) {
        open.addAll(FILES.getOrDefault(file, Set.of()));
      }
    }
    return seen.size();
  }

  private static List<String> longestChain() {
    Map<String, List<String>> known = new HashMap<>();
    return FILES.keySet().stream()
        .map(file -> chainFrom(file, known))
        .max((one, other) -> Integer.compare(one.size(), other.size()))
        .orElseThrow();
  }

  /** Ends, since no file is in a circle; where one is, the other test says so. */
  private static List<String> chainFrom(String file, Map<String, List<String>> known) {
    List<String> done = known.get(file);
    if (done != null) {
      return done;
    }
    known.put(file, List.of(file));
    List<String> longest = List.of();
    for (String next : FILES.getOrDefault(file, Set.of())) {
      List<String> chain = chainFrom(next, known);
      longest = chain.size() > longest.size() ? chain : longest;
    }
    List<String> chain = new ArrayList<>(List.of(file));
    chain.addAll(longest);
    known.put(file, chain);
    return chain;
  }

  /** Files that reach themselves. */
  private static Collection<String> circles() {
    return FILES.keySet().stream().filter(StructureTest::reachesItself).toList();
  }

  private static boolean reachesItself(String file) {
    Set<String> seen = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>(FILES.getOrDefault(file, Set.of()));
    while (!open.isEmpty()) {
      String next = open.remove();
      if (next.equals(file)) {
        return true;
      }
      if (seen.add(next)) {
        open.addAll(FILES.getOrDefault(next, Set.of()));
      }
    }
    return false;
  }

  private static Map<String, Set<String>> files() {
    Map<String, Set<String>> files = new TreeMap<>();
    for (JavaClass type : MAIN) {
      if (!type.getSimpleName().equals("package-info")) {
        Set<String> used = files.computeIfAbsent(file(type), none -> new TreeSet<>());
        type.getDirectDependenciesFromSelf().stream()
            .map(Dependency::getTargetClass)
            .map(JavaClass::getBaseComponentType)
            .filter(target -> target.getName().startsWith(BASE + "."))
            .map(StructureTest::file)
            .filter(target -> !target.equals(file(type)))
            .forEach(used::add);
      }
    }
    return files;
  }

  private static String file(JavaClass type) {
    JavaClass outer = type;
    for (Optional<JavaClass> next = type.getEnclosingClass();
        next.isPresent();
        next = outer.getEnclosingClass()) {
      outer = next.get();
    }
    return outer.getName().substring(BASE.length() + 1);
  }

  private static Set<JavaClass> sealedParents(JavaClass type) {
    return type.getRawInterfaces().stream()
        .filter(parent -> parent.getName().startsWith(BASE + "."))
        .filter(parent -> type.getEnclosingClass().equals(Optional.of(parent)))
        .filter(parent -> parent.reflect().isSealed())
        .collect(Collectors.toSet());
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }
}
