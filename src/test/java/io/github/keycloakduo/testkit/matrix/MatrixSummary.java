package io.github.keycloakduo.testkit.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/**
 * The table that profile {@code matrix} ends with: a row for each Keycloak version, as Failsafe's
 * summaries tell it. Tests of a failed first try that passed then are in column {@code flakes}.
 */
public final class MatrixSummary {
  private static final String ROW = "%-10s %8s %9s %8s %8s %8s";

  /** One version's row. A version without a summary did not run, which is no success. */
  record Line(String version, Optional<Counts> counts) {

    static Line of(String version, Path summary) {
      return new Line(
          version,
          Files.isRegularFile(summary) ? Optional.of(Counts.of(summary)) : Optional.empty());
    }

    String row() {
      return counts
          .map(
              found ->
                  ROW.formatted(
                      version,
                      found.completed,
                      found.failures,
                      found.errors,
                      found.skipped,
                      found.flakes))
          .orElseGet(() -> ROW.formatted(version, "not run", "", "", "", "").stripTrailing());
    }
  }

  /** The numbers of one summary. */
  record Counts(int completed, int failures, int errors, int skipped, int flakes) {

    static Counts of(Path summary) {
      try {
        Document document =
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(summary.toFile());
        return new Counts(
            number(document, "completed"),
            number(document, "failures"),
            number(document, "errors"),
            number(document, "skipped"),
            number(document, "flakes"));
      } catch (IOException | SAXException | ParserConfigurationException e) {
        throw new IllegalStateException("not a summary of Failsafe: " + summary, e);
      }
    }

    private static int number(Document document, String element) {
      var found = document.getElementsByTagName(element);
      return found.getLength() == 0 ? 0 : Integer.parseInt(found.item(0).getTextContent().strip());
    }
  }

  private MatrixSummary() {}

  /**
   * Prints the table.
   *
   * @param arguments version and file of its summary, version and file, and so on
   */
  public static void main(String[] arguments) {
    List<Line> lines = new ArrayList<>();
    for (int index = 0; index + 1 < arguments.length; index += 2) {
      lines.add(Line.of(arguments[index], Path.of(arguments[index + 1])));
    }
    System.out.println(table(lines));
  }

  static String table(List<Line> lines) {
    List<String> rows = new ArrayList<>();
    rows.add(ROW.formatted("Keycloak", "tests", "failures", "errors", "skipped", "flakes"));
    lines.forEach(line -> rows.add(line.row()));
    return String.join(System.lineSeparator(), rows);
  }
}
