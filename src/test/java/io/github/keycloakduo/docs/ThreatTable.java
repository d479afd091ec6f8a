package io.github.keycloakduo.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The rows of {@code docs/threats.md}. */
record ThreatTable(List<Row> rows) {
  private static final Pattern ROW = Pattern.compile("(?m)^\\|\\s*([TFD]\\d+)\\s*\\|.*\\|$");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  /**
   * One line of a table.
   *
   * @param answer what is done
   * @param shown names of tests
   */
  record Row(String id, String name, String answer, String shown) {
    private static final Pattern REASON =
        Pattern.compile("(?i)\\b(?:not answered|by Duo):\\*?\\s*\\w+\\W+\\w+");

    static Row of(String line) {
      List<String> cells = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
      if (cells.size() != 6) {
        throw new IllegalArgumentException("not four cells: " + line);
      }
      return new Row(cells.get(1), cells.get(2), cells.get(3), cells.get(4));
    }

    List<NamedTest> tests() {
      return codes(shown).stream().map(NamedTest::parse).toList();
    }

    /** Whether it says why nothing is done, in more than a word. */
    boolean hasReason() {
      return REASON.matcher(answer).find();
    }

    /** What the answer names: classes, options, words of a request. */
    List<String> words() {
      return codes(answer);
    }

    private static List<String> codes(String cell) {
      return CODE.matcher(cell).results().map(code -> code.group(1)).toList();
    }
  }

  static ThreatTable read() throws IOException {
    return of(Files.readString(Path.of("docs", "threats.md")));
  }

  static ThreatTable of(String page) {
    return new ThreatTable(
        ROW.matcher(page).results().map(MatchResult::group).map(Row::of).toList());
  }
}
