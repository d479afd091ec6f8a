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

/** What {@code docs/accessibility.md} says is shown, has its tests. */
class AccessibilityTableTest {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| (\\d\\.\\d\\.\\d+) \\| [^|]+ \\| [^|]+ \\| ([^|]+) \\|$");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");
  private static final Pattern NUMBER = Pattern.compile("\\b\\d\\.\\d\\.\\d+\\b");

  /** The criteria of WCAG 2.2, levels A and AA. */
  private static final List<String> CRITERIA =
      List.of(
          ("1.1.1 1.2.1 1.2.2 1.2.3 1.2.4 1.2.5 1.3.1 1.3.2 1.3.3 1.3.4 1.3.5 1.4.1 1.4.2 1.4.3 "
                  + "1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 "
                  + "2.4.1 2.4.2 2.4.3 2.4.4 2.4.5 2.4.6 2.4.7 2.4.11 2.5.1 2.5.2 2.5.3 2.5.4 "
                  + "2.5.7 2.5.8 3.1.1 3.1.2 3.2.1 3.2.2 3.2.3 3.2.4 3.2.6 3.3.1 3.3.2 3.3.3 3.3.4 "
                  + "3.3.7 3.3.8 4.1.2 4.1.3")
              .split(" "));

  record Row(String criterion, List<String> tests) {}

  static List<Row> rows() throws IOException {
    return ROW.matcher(page())
        .results()
        .map(row -> new Row(row.group(1), codes(row.group(2))))
        .toList();
  }

  @Test
  void hasEachCriterionOnceOrSaysWhyItDoesNotApply() throws IOException {
    String page = page();
    String rest = page.substring(page.indexOf("\nNot applicable"));

    assertThat(
            Stream.concat(
                rows().stream().map(Row::criterion),
                NUMBER.matcher(rest).results().map(MatchResult::group)))
        .containsExactlyInAnyOrderElementsOf(CRITERIA);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void namesTestsThatAreThere(Row row) {
    assertThat(row.tests()).isNotEmpty().map(NamedTest::parse).allMatch(NamedTest::exists);
  }

  private static List<String> codes(String cell) {
    return CODE.matcher(cell).results().map(code -> code.group(1)).toList();
  }

  private static String page() throws IOException {
    return Files.readString(Path.of("docs", "accessibility.md"));
  }
}
