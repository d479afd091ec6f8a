package io.github.keycloakduo.keycloak.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files of the administration page, as they are written and as they are served. */
class ConsoleFilesTest {
  private static final Path FOLDER = Path.of("themes", "duo", "console");
  private static final Pattern IMPORT = Pattern.compile("(?m)^import .* from '\\./([^']+)';$");

  static List<String> files() {
    try (Stream<Path> all = Files.walk(FOLDER)) {
      return all.filter(Files::isRegularFile)
          .map(file -> FOLDER.relativize(file).toString().replace('\\', '/'))
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static Stream<String> ownScripts() {
    return files().stream().filter(name -> name.endsWith(".js") && !name.startsWith("vendor/"));
  }

  private static String read(String name) {
    try {
      return Files.readString(FOLDER.resolve(name));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String version() {
    String page = ConsoleFiles.OF_JAR.page("tag");
    MatchResult found =
        Pattern.compile("src=\"console/([0-9a-f]{16})/console\\.js\"")
            .matcher(page)
            .results()
            .findFirst()
            .orElseThrow(() -> new AssertionError(page));
    return found.group(1);
  }

  @Test
  void everyFileOfTheFolderIsServedAndNoOther() {
    assertThat(Stream.concat(ConsoleFiles.names(), Stream.of("index.html")))
        .containsExactlyInAnyOrderElementsOf(files());
    ConsoleFiles.names()
        .forEach(
            name -> assertThat(ConsoleFiles.OF_JAR.text(version(), name)).contains(read(name)));
    assertThat(ConsoleFiles.OF_JAR.text(version(), "index.html")).isEmpty();
    assertThat(ConsoleFiles.OF_JAR.text("0123456789abcdef", "console.js")).isEmpty();
  }

  @Test
  void thePageNamesItsFilesByTheirVersionAndTheStylesOfKeycloak() {
    assertThat(ConsoleFiles.OF_JAR.page("tag"))
        .contains("href=\"console/" + version() + "/console.css\"")
        .contains("\"../../../resources/tag/common/keycloak/vendor/patternfly-v5/")
        .doesNotContain("@");
  }

  @Test
  void typesAreThoseThatBrowsersExecuteAndApply() {
    assertThat(ConsoleFiles.type("console.js")).startsWith("text/javascript");
    assertThat(ConsoleFiles.type("console.css")).startsWith("text/css");
  }

  @ParameterizedTest
  @MethodSource("ownScripts")
  void aScriptImportsOnlyFilesThatAreServed(String name) {
    IMPORT
        .matcher(read(name))
        .results()
        .map(found -> found.group(1))
        .forEach(file -> assertThat(ConsoleFiles.names()).contains(file));
    assertThat(read(name)).doesNotContain("import(");
  }

  /** What a server answers must never become markup or code. */
  @ParameterizedTest
  @MethodSource("ownScripts")
  void aScriptNeverParsesText(String name) {
    assertThat(read(name))
        .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(")
        .doesNotContain("new Function", "javascript:", "http:", "https:", "localStorage");
  }

  /**
   * To update it: take lib/keycloak.js of the npm package and change version and sum, and NOTICE.
   */
  @Test
  void theLoginLibraryIsTheReleaseThatTheNoticeNames()
      throws GeneralSecurityException, IOException {
    byte[] sum =
        MessageDigest.getInstance("SHA-256")
            .digest(read("vendor/keycloak.js").getBytes(StandardCharsets.UTF_8));

    assertThat(HexFormat.of().formatHex(sum))
        .isEqualTo("12ea5e286a90308c2cce9768c41a8d0d2724ff00c0800a614fdf28cd4a43d43f");
    assertThat(Files.readString(Path.of("NOTICE"))).contains("keycloak-js, version 26.2.4");
  }

  @Test
  void originsAreWrittenAsBrowsersWriteThem() {
    assertThat(ConsoleAddresses.origin(URI.create("https://sso.example.com/auth/")))
        .isEqualTo("https://sso.example.com");
    assertThat(ConsoleAddresses.origin(URI.create("http://127.0.0.1:8080/")))
        .isEqualTo("http://127.0.0.1:8080");
  }
}
