package io.github.keycloakduo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.testkit.server.TestEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What has to be in the jar so that others may take it, and so that we may hand it on. */
class LicenseIT {
  private final Path jar = TestEnvironment.current().jar();

  @Test
  void theJarHasTheLicenceOfTheProjectOnce() throws IOException {
    String licence = Files.readString(Path.of("LICENSE"));
    assertThat(licence.strip())
        .startsWith("Apache License\n                           Version 2.0, January 2004")
        .contains("END OF TERMS AND CONDITIONS");
    assertThat(Files.readString(Path.of("pom.xml"))).contains("<name>Apache-2.0</name>");

    assertThat(entries(jar)).containsOnlyOnce("META-INF/LICENSE");
    assertThat(entry(jar, "META-INF/LICENSE")).isEqualTo(licence);
  }

  @Test
  void theJarHasTheNoticeOfTheProjectOnce() throws IOException {
    String notice = Files.readString(Path.of("NOTICE"));
    assertThat(notice)
        .startsWith("Duo MFA for Keycloak\nCopyright The authors of Duo MFA for Keycloak\n");

    assertThat(entries(jar)).containsOnlyOnce("META-INF/NOTICE");
    assertThat(entry(jar, "META-INF/NOTICE")).isEqualTo(notice);
  }

  @Test
  void theNoticeNamesEachPackedLibraryWithOriginAndLicence() throws Exception {
    String notice = entry(jar, "META-INF/NOTICE");
    List<PackedLibrary> libraries = PackedLibrary.in(jar);

    assertThat(libraries)
        .extracting(PackedLibrary::artifactId)
        .containsExactlyInAnyOrder("java-jwt", "duo-universal-sdk", "picocli", "unboundid-ldapsdk");
    for (PackedLibrary library : libraries) {
      String name = library.coordinates().replaceFirst(":[^:]+$", "");
      assertThat(notice).containsOnlyOnce("(" + name + ")").contains("Origin: " + library.url());
    }
  }

  /** A licence of few lines wants to be handed on with its text. */
  @Test
  void theJarHasTheTextOfEachLicenceThatTheNoticeNames() throws IOException {
    String notice = entry(jar, "META-INF/NOTICE");
    List<String> texts =
        entries(jar).stream()
            .filter(name -> name.startsWith("META-INF/licenses/") && !name.endsWith("/"))
            .toList();

    assertThat(texts)
        .containsExactlyInAnyOrder(
            "META-INF/licenses/duo-universal-sdk.txt", "META-INF/licenses/java-jwt.txt")
        .allMatch(notice::contains);
    assertThat(entry(jar, "META-INF/licenses/duo-universal-sdk.txt"))
        .contains("The 3-Clause BSD License", "THIS SOFTWARE IS PROVIDED BY");
    assertThat(entry(jar, "META-INF/licenses/java-jwt.txt"))
        .contains("The MIT License (MIT)", "THE SOFTWARE IS PROVIDED \"AS IS\"");
  }

  /** The LDAP SDK offers four licences; the one that is taken must still be among them. */
  @Test
  void theLdapSdkIsOfferedUnderTheLicenceOfTheProject() throws Exception {
    PackedLibrary sdk =
        PackedLibrary.in(jar).stream()
            .filter(library -> library.artifactId().equals("unboundid-ldapsdk"))
            .findFirst()
            .orElseThrow();
    assertThat(sdk.licences()).contains("Apache License, Version 2");
    String offered = entry(sdk.file(), "LICENSE.txt");

    assertThat(terms(offered)).isEqualTo(terms(entry(jar, "META-INF/LICENSE")));
    assertThat(entry(jar, "META-INF/NOTICE").lines())
        .contains(offered.lines().filter(line -> line.startsWith("Copyright")).findFirst().get());
    assertThat(entries(sdk.file())).noneMatch(name -> name.matches("(META-INF/)?NOTICE[^/]*"));
  }

  @Test
  void theListOfLibrariesIsExactlyWhatIsPacked() throws Exception {
    assertThat(entries(jar)).containsOnlyOnce("META-INF/THIRD-PARTY.txt");
    Map<String, List<String>> listed = new TreeMap<>();
    List<String> licences = new ArrayList<>();
    for (String line : entry(jar, "META-INF/THIRD-PARTY.txt").lines().toList()) {
      if (line.matches("\\S+:\\S+:\\S+")) {
        licences = new ArrayList<>();
        assertThat(listed.put(line, licences)).as(line).isNull();
      } else if (line.startsWith("  licence: ")) {
        licences.add(line.substring("  licence: ".length()));
      }
    }
    Map<String, List<String>> packed = new TreeMap<>();
    PackedLibrary.in(jar).forEach(found -> packed.put(found.coordinates(), found.licences()));

    assertThat(listed).isEqualTo(packed);
  }

  private static String terms(String licence) {
    int from = licence.lastIndexOf("TERMS AND CONDITIONS FOR USE");
    int to = licence.indexOf("END OF TERMS AND CONDITIONS");
    return licence.substring(from, to).replaceAll("\\s+", " ");
  }

  private static List<String> entries(Path file) throws IOException {
    try (JarFile jar = new JarFile(file.toFile())) {
      return jar.stream().map(ZipEntry::getName).toList();
    }
  }

  private static String entry(Path file, String name) throws IOException {
    try (JarFile jar = new JarFile(file.toFile());
        InputStream packed = jar.getInputStream(jar.getEntry(name))) {
      return new String(packed.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
