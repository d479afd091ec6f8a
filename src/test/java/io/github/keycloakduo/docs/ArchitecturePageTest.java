package io.github.keycloakduo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page about the structure leads to files that are there. */
class ArchitecturePageTest {
  private static final Pattern CODE = Pattern.compile("`([^`\\n]+)`");
  private static final Pattern CLASS = Pattern.compile("((?:[a-z]\\w*\\.)+)([A-Z]\\w*)");
  private static final Pattern FILE = Pattern.compile("[\\w.-]+(?:/[\\w.-]+)+");
  private static final Pattern TRIP = Pattern.compile("(?m)^\\| [^|`]+ \\| ([^|]*`[^|]+) \\|$");

  static List<String> classes() throws IOException {
    return codes(page()).filter(code -> CLASS.matcher(code).matches()).distinct().toList();
  }

  @ParameterizedTest
  @MethodSource("classes")
  void namesClassesThatAreThere(String name) {
    assertThat(candidates(name)).anyMatch(Files::exists);
  }

  @Test
  void describesFiveTripsOfAtMostEightFiles() throws IOException {
    List<String> trips = TRIP.matcher(trips()).results().map(row -> row.group(1)).toList();

    assertThat(trips).hasSize(5);
    for (String trip : trips) {
      List<String> files =
          codes(trip)
              .filter(code -> CLASS.matcher(code).matches() || FILE.matcher(code).matches())
              .toList();
      assertThat(files).as(trip).hasSizeBetween(2, 8);
      assertThat(files)
          .allMatch(file -> candidates(file).stream().anyMatch(Files::exists), "is there");
    }
  }

  private static List<Path> candidates(String name) {
    String path = "io/github/keycloakduo/" + name.replace('.', '/') + ".java";
    return List.of(Path.of(name), Path.of("src/main/java", path), Path.of("src/test/java", path));
  }

  private static Stream<String> codes(String text) {
    return CODE.matcher(text).results().map((MatchResult code) -> code.group(1));
  }

  private static String trips() throws IOException {
    String page = page();
    int start = page.indexOf("\n## Five trips\n");
    return page.substring(start, page.indexOf("\n## ", start + 1));
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("docs", "architecture.md"));
  }
}
