package io.github.keycloakduo.keycloak.extension;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;

/** The versions of Keycloak that the documents name are those of the build and of the list. */
class SafeVersionsTest {
  private static String oldest = "";
  private static String middle = "";
  private static String newest = "";

  @BeforeAll
  static void readPom() throws Exception {
    oldest = property("keycloak.api.version");
    middle = property("keycloak.middle.version");
    newest = property("keycloak.server.version");
  }

  @ParameterizedTest
  @ValueSource(strings = {"docker-compose.yml", "docs/installation.md"})
  void imagesAreOfTheNewestVersion(String file) throws IOException {
    List<String> images =
        read(file)
            .lines()
            .filter(line -> line.contains("keycloak/keycloak:"))
            .map(line -> line.replaceAll(".*keycloak/keycloak:(\\S+).*", "$1"))
            .toList();
    assertThat(images).isNotEmpty().allMatch(newest::equals);
  }

  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/installation.md", "docs/upgrading.md"})
  void documentsNameTheVersionsThatAreTested(String file) throws IOException {
    assertThat(read(file)).contains(oldest, middle, newest);
  }

  /** A line is safe when nothing is left that an update within the line ends. */
  @ParameterizedTest
  @ValueSource(strings = {"README.md", "docs/upgrading.md"})
  void theTableNamesTheSafePatchLevelOfEachLine(String file) throws IOException {
    List<String> expected =
        Stream.of(oldest, middle, newest)
            .map(tested -> KeycloakVersion.parse(tested).orElseThrow())
            .map(
                tested ->
                    "| %d.%d | %s | %s |"
                        .formatted(tested.major(), tested.minor(), tested, safe(tested)))
            .toList();
    assertThat(read(file).lines().filter(line -> line.matches("\\| 26\\.\\d+ \\| 26\\..*")))
        .extracting(line -> line.split("\\|", -1))
        .extracting(cells -> "|" + cells[1] + "|" + cells[2] + "|" + cells[3] + "|")
        .containsExactlyElementsOf(expected);
  }

  @ParameterizedTest
  @EnumSource
  void theTableHasEachVulnerabilityAndItsFixes(KeycloakVulnerability vulnerability)
      throws IOException {
    String fixes =
        vulnerability.fixes().stream()
            .map(KeycloakVersion::toString)
            .collect(Collectors.joining(", "));
    assertThat(read("docs/upgrading.md").lines())
        .filteredOn(line -> line.startsWith("| " + vulnerability.id() + " | " + fixes + " |"))
        .hasSize(1);
  }

  @Test
  void theDocumentHasNoVulnerabilityThatTheLogDoesNotName() throws IOException {
    assertThat(read("docs/upgrading.md").lines().filter(line -> line.startsWith("| CVE-")))
        .extracting(line -> line.split(" ")[1])
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(KeycloakVulnerability.values()).map(KeycloakVulnerability::id).toList());
  }

  private static KeycloakVersion safe(KeycloakVersion line) {
    return Arrays.stream(KeycloakVulnerability.values())
        .flatMap(each -> each.fixes().stream())
        .filter(line::isOfLine)
        .max(KeycloakVersion::compareTo)
        .orElseThrow();
  }

  private static String property(String name) throws Exception {
    Document pom =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(Path.of("pom.xml").toFile());
    String value =
        XPathFactory.newInstance()
            .newXPath()
            .evaluate("/project/properties/*[name()='" + name + "']", pom);
    assertThat(value).as(name).isNotBlank();
    return value;
  }

  private static String read(String file) throws IOException {
    return Files.readString(Path.of(file));
  }
}
