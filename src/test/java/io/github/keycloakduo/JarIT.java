package io.github.keycloakduo;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.keycloakduo.testkit.server.TestEnvironment;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** The one file that is installed: what is packed into it. */
class JarIT {
  private static final int MAX_SIZE = 5_000_000;
  private static final String OURS = "io.github.keycloakduo.";
  private static final String LDAP = OURS + "shaded.unboundid.ldap.sdk.";
  private static final String PAGED_RESULTS = "1.2.840.113556.1.4.319";

  private final Path jar = TestEnvironment.current().jar();

  @Test
  void isNoLargerThanFiveMegabytes() throws IOException {
    assertThat(Files.size(jar)).isLessThanOrEqualTo(MAX_SIZE);
  }

  /** Keycloak has one flat class path: a class of another name could be another extension's. */
  @Test
  void bringsClassesUnderNamesOfOurOwnOnly() throws IOException {
    assertThat(entries())
        .filteredOn(name -> name.endsWith(".class"))
        .hasSizeGreaterThan(500)
        .allMatch(name -> name.startsWith("io/github/keycloakduo/"));
  }

  @Test
  void bringsFourLibrariesAndNoHttpClient() throws IOException {
    Set<String> libraries =
        entries().stream()
            .filter(name -> name.matches("io/github/keycloakduo/shaded/.+"))
            .map(name -> name.split("/")[4])
            .collect(Collectors.toSet());

    assertThat(libraries).containsExactlyInAnyOrder("auth0", "duosecurity", "picocli", "unboundid");
    assertThat(entries()).noneMatch(name -> name.matches("(?i).*(okhttp|retrofit|okio|kotlin).*"));
  }

  /** Resources outside of packages of ours are in the places of jars and of Keycloak. */
  @Test
  void putsNothingElseIntoTheCommonPlaces() throws IOException {
    assertThat(entries())
        .filteredOn(name -> !name.endsWith("/") && !name.startsWith("io/github/keycloakduo/"))
        .allMatch(
            name -> name.matches("META-INF/(?!versions/|native-image/).+|theme-resources/.+"));
  }

  /** The build leaves out what it takes for unused. */
  @Test
  void hasEveryClassThatItsClassesReferTo() throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      JavaClasses packed = new ClassFileImporter().importJar(file);
      Set<String> present = packed.stream().map(JavaClass::getName).collect(Collectors.toSet());
      Set<String> missing =
          packed.stream()
              .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
              .map(Dependency::getTargetClass)
              .map(JavaClass::getBaseComponentType)
              .map(JavaClass::getName)
              .filter(name -> name.startsWith(OURS) && !present.contains(name))
              .collect(Collectors.toSet());

      assertThat(missing).isEmpty();
    }
  }

  /** Of response controls the LDAP library has the names only, and loads them by these. */
  @Test
  void findsThePagedResultsControlByItsName() throws Exception {
    URL[] path = {jar.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
      Class<?> control = loader.loadClass(LDAP + "Control");
      Class<?> octets = loader.loadClass(OURS + "shaded.unboundid.asn1.ASN1OctetString");
      // An empty cookie: SEQUENCE { INTEGER 0, OCTET STRING "" }, RFC 2696.
      Object value =
          octets
              .getConstructor(byte[].class)
              .newInstance((Object) new byte[] {48, 5, 2, 1, 0, 4, 0});
      Object decoded =
          control
              .getMethod("decode", String.class, boolean.class, octets)
              .invoke(null, PAGED_RESULTS, false, value);

      assertThat(decoded.getClass().getName())
          .isEqualTo(LDAP + "controls.SimplePagedResultsControl");
    }
  }

  private List<String> entries() throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream().map(ZipEntry::getName).toList();
    }
  }
}
