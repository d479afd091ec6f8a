package io.github.keycloakduo;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.InstanceofCheck;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the code to the plan in {@code docs/architecture.md} and to the rules of the house. */
class ArchitectureTest {
  private static final String BASE = "io.github.keycloakduo";
  private static final String EDGE = "keycloak";
  private static final String KEYCLOAK = "org.keycloak.";
  private static final String FLOWS = "org.keycloak.authentication.";
  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final Pattern EDGE_IMPORT =
      Pattern.compile(
          "(?m)^import (?:static )?" + Pattern.quote(BASE + "." + EDGE + ".") + "(\\w+)");
  private static final Pattern NOUN = Pattern.compile("(?:An?|The|One|Two) ");
  private static final Rooms ROOMS = new Rooms();
  static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(BASE);

  /** Package prefixes of the libraries, by the names the plan has for them. */
  private static final Map<String, String> LIBRARIES =
      Map.ofEntries(
          Map.entry("org.keycloak.", "Keycloak"),
          Map.entry("org.jboss.logging", "JBoss Logging"),
          Map.entry("jakarta.ws.rs", "JAX-RS"),
          Map.entry("jakarta.persistence", "JPA"),
          Map.entry("jakarta.enterprise.", "CDI"),
          Map.entry("io.vertx.", "Vert.x"),
          Map.entry("io.netty.", "Netty"),
          Map.entry("io.micrometer.", "Micrometer"),
          Map.entry("org.eclipse.microprofile.config", "MicroProfile Config"),
          Map.entry("com.fasterxml.jackson.", "Jackson"),
          Map.entry("com.github.benmanes.caffeine.", "Caffeine"),
          Map.entry("com.google.zxing.", "ZXing"),
          Map.entry("com.unboundid.", "UnboundID LDAP SDK"),
          Map.entry("com.duosecurity.", "Duo Universal SDK"),
          Map.entry("picocli.", "picocli"),
          Map.entry("com.auth0.", "java-jwt"));

  @Test
  void hasTheRoomsOfThePlan() {
    assertThat(MAIN.stream().map(ArchitectureTest::room).collect(Collectors.toSet()))
        .isEqualTo(ROOMS.names())
        .hasSizeGreaterThanOrEqualTo(6);
  }

  @Test
  void hasExactlyTheArrowsOfThePlan() {
    assertThat(used(type -> type.getName().startsWith(BASE + "."), ArchitectureTest::room))
        .isEqualTo(ROOMS.arrows());
  }

  @Test
  void hasTheSameArrowsInTheDrawing() {
    Map<String, Set<String>> arrows = new TreeMap<>(ROOMS.arrows());
    arrows.values().removeIf(Set::isEmpty);
    assertThat(ROOMS.drawnArrows()).isEqualTo(arrows);
  }

  @Test
  void usesExactlyTheLibrariesOfThePlan() {
    assertThat(used(ArchitectureTest::isForeign, type -> library(type.getName())))
        .isEqualTo(ROOMS.libraries());
  }

  @Test
  void leavesKeycloakAndItsPlatformToOneRoom() {
    Set<String> platform =
        Set.of(
            "Keycloak",
            "JBoss Logging",
            "JAX-RS",
            "JPA",
            "CDI",
            "Micrometer",
            "MicroProfile Config");
    ROOMS.libraries().entrySet().stream()
        .filter(room -> !room.getKey().equals("keycloak"))
        .forEach(room -> assertThat(room.getValue()).doesNotContainAnyElementsOf(platform));
  }

  /** By what the classes use, and by their imports: a constant leaves no trace in a class. */
  @Test
  void hasTheArrowsOfThePlanInsideTheEdge() throws IOException {
    Map<String, Set<String>> arrows = new TreeMap<>();
    for (JavaClass type : MAIN) {
      if (room(type).equals(EDGE)) {
        Set<String> names = arrows.computeIfAbsent(edgeRoom(type), none -> new TreeSet<>());
        type.getDirectDependenciesFromSelf().stream()
            .map(dependency -> dependency.getTargetClass().getBaseComponentType())
            .filter(target -> target.getName().startsWith(BASE + "." + EDGE + "."))
            .map(ArchitectureTest::edgeRoom)
            .forEach(names::add);
      }
    }
    Path edge = SOURCES.resolve(Path.of(BASE.replace('.', '/'), EDGE));
    for (Path source : sources()) {
      if (source.startsWith(edge)) {
        Set<String> names =
            arrows.computeIfAbsent(
                edge.relativize(source).getName(0).toString(), none -> new TreeSet<>());
        EDGE_IMPORT
            .matcher(Files.readString(source))
            .results()
            .map(found -> found.group(1))
            .forEach(names::add);
      }
    }
    arrows.forEach((room, names) -> names.remove(room));
    assertThat(arrows).isEqualTo(ROOMS.edgeArrows());
  }

  @Test
  void hasTheRoomsOfTheEdgeInAnOrderWithoutAWayBack() {
    List<String> floors = ROOMS.edgeFloors();
    ROOMS
        .edgeArrows()
        .forEach(
            (room, used) ->
                assertThat(floors.subList(0, floors.indexOf(room))).as(room).containsAll(used));
  }

  @Test
  void hasNoCycles() {
    slices().matching(BASE + ".(*)..").should().beFreeOfCycles().check(MAIN);
    slices().matching(BASE + "." + EDGE + ".(*)..").should().beFreeOfCycles().check(MAIN);
    slices().matching(BASE + ".(**)").should().beFreeOfCycles().check(MAIN);
  }

  @Test
  void printsNothingAndLogsThroughKeycloakOnly() {
    // The program for the command line is the exception.
    GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(
        MAIN.that(DescribedPredicate.not(HasName.Predicates.name(BASE + ".cli.Main"))));
    GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(MAIN);
  }

  @Test
  void tellsKeycloakOfFailuresInOneClassOnly() {
    assertThat(callers(FLOWS, "failure", "failureChallenge")).containsExactly("LoginResultHandler");
    assertThat(callers(FLOWS, "success")).containsExactly("LoginResultHandler");
    assertThat(callers(KEYCLOAK, "approve")).containsExactly("CibaAuthResultStore");
    assertThat(callers(FLOWS, "attempted", "cancelLogin", "fork", "resetFlow")).isEmpty();
  }

  /** What a note of Keycloak's says too much is taken back, apart from our own notes. */
  @Test
  void writesNotesOfTheLoginInFewClassesOnly() {
    assertThat(callers(KEYCLOAK, "setAuthNote", "removeAuthNote"))
        .containsExactly("AmrCorrections", "AuthNoteLoginState", "LoaCorrection");
    assertThat(callers(KEYCLOAK, "setUserSessionNote"))
        .containsExactly("CompletedExecutions", "LoaCorrection", "SessionClientIp", "SessionNotes");
  }

  /** Who the user is, and what other steps have noted, is theirs to say. */
  @Test
  void changesNeitherTheUserNorTheNotesOfOtherSteps() {
    assertThat(
            callers(
                KEYCLOAK,
                "setUser",
                "clearUser",
                "setAuthenticatedUser",
                "clearAuthNotes",
                "clearUserSessionNotes",
                "restartSession"))
        .isEmpty();
  }

  /** For a cookie of ours, for the protocol of the client, and for the end of a session. */
  @Test
  void readsHeadersInFewClassesAndNeverForAnAddress() {
    assertThat(
            callers(
                "", "getHeaderString", "getRequestHeader", "getRequestHeaders", "getHttpHeaders"))
        .containsExactly("ClientProtocol", "RealmCookies", "SessionTerminator");
  }

  /** The second class only looks, to warn. */
  @Test
  void decidesToFailOpenInOneClassOnly() {
    assertThat(callers(BASE, "FAIL_OPEN")).containsExactly("FailurePolicy", "LoginLog", "Outcome");
  }

  @Test
  void neverSleepsAndTakesTimeAsAnArgument() {
    assertThat(callers("java.", "sleep", "currentTimeMillis", "now")).isEmpty();
  }

  /** A new case of a sealed type must not compile until each {@code match} handles it. */
  @Test
  void distinguishesTheCasesOfASealedTypeByItsMatch() {
    Map<String, Set<String>> offenders = new TreeMap<>();
    for (JavaClass type : MAIN) {
      for (InstanceofCheck check : type.getInstanceofChecks()) {
        if (isCaseOfAnotherFile(check.getRawType(), type)) {
          offenders
              .computeIfAbsent(room(type), none -> new TreeSet<>())
              .add(outermost(type).getSimpleName() + ": " + check.getRawType().getName());
        }
      }
    }
    assertThat(offenders).isEmpty();
  }

  /** The first sentence of a class or package is a noun: "A ... that ...", "The ...". */
  @Test
  void saysFirstOfEachClassAndPackageWhatItIs() throws IOException {
    Set<String> others = new TreeSet<>();
    for (Path source : sources()) {
      String name = source.getFileName().toString().replace(".java", "");
      String text = Files.readString(source);
      Matcher declaration = declaration(name).matcher(text);
      assertThat(declaration.find()).as(name).isTrue();
      int comment = text.lastIndexOf("/**", declaration.start());
      String first = comment < 0 ? "" : text.substring(comment + 3).replaceFirst("^[\\s*]+", "");
      if (!NOUN.matcher(first).lookingAt()) {
        others.add(source + ": " + first.lines().findFirst().orElse("no comment"));
      }
    }
    assertThat(others).isEmpty();
  }

  private static Pattern declaration(String name) {
    if (name.equals("package-info")) {
      return Pattern.compile("(?m)^package ");
    }
    return Pattern.compile("(?m)^(?:[a-z-]+ )*(?:class|record|interface|enum) " + name + "\\b");
  }

  @Test
  void marksEveryPackageForNullness() throws IOException {
    for (Path directory : directories()) {
      assertThat(directory.resolve("package-info.java"))
          .content()
          .startsWith("/**")
          .contains("@NullMarked");
    }
  }

  /** What each room uses of the kind that is wanted; every room has an entry. */
  private static Map<String, Set<String>> used(
      Predicate<JavaClass> wanted, Function<JavaClass, String> name) {
    Map<String, Set<String>> used = new TreeMap<>();
    for (JavaClass type : MAIN) {
      Set<String> names = used.computeIfAbsent(room(type), none -> new TreeSet<>());
      type.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass().getBaseComponentType())
          .filter(wanted)
          .map(name)
          .filter(target -> !target.equals(room(type)))
          .forEach(names::add);
    }
    return used;
  }

  private static String room(JavaClass type) {
    return type.getPackageName().substring(BASE.length() + 1).split("\\.", 2)[0];
  }

  private static String edgeRoom(JavaClass type) {
    return type.getPackageName().substring((BASE + "." + EDGE + ".").length()).split("\\.", 2)[0];
  }

  /** Neither ours nor the JDK's; the marks for nullness are in no program. */
  private static boolean isForeign(JavaClass type) {
    return !type.isPrimitive()
        && Stream.of(
                BASE + ".",
                "java.",
                "javax.crypto.",
                "javax.net.",
                "javax.security.",
                "org.jspecify.")
            .noneMatch(type.getName()::startsWith);
  }

  private static boolean isCaseOfAnotherFile(JavaClass tested, JavaClass user) {
    return Stream.concat(Stream.of(tested), tested.getAllRawInterfaces().stream())
        .filter(type -> type.getName().startsWith(BASE + "."))
        .filter(type -> type.reflect().isSealed())
        .anyMatch(parent -> !outermost(parent).equals(outermost(user)));
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
  }

  private static String library(String className) {
    Optional<String> prefix = LIBRARIES.keySet().stream().filter(className::startsWith).findAny();
    return prefix.map(known -> LIBRARIES.getOrDefault(known, known)).orElse(className);
  }

  /** The classes that call a method, or read a field, of one of these names and this owner. */
  private static Set<String> callers(String owner, String... names) {
    Set<String> wanted = Set.of(names);
    Set<String> found = new TreeSet<>();
    for (JavaClass type : MAIN) {
      for (JavaAccess<?> access : type.getAccessesFromSelf()) {
        if (access.getTargetOwner().getName().startsWith(owner)
            && wanted.contains(access.getTarget().getName())) {
          found.add(type.getSimpleName());
        }
      }
    }
    return found;
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  private static Set<Path> directories() throws IOException {
    return sources().stream().map(Path::getParent).collect(Collectors.toCollection(TreeSet::new));
  }
}
