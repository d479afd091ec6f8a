package io.github.keycloakduo.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of figures, from its raw results to its pictures. */
class PerformancePageTest {
  private static final Machine MACHINE =
      new Machine(
          "1",
          Instant.parse("2026-01-02T03:04:05Z"),
          "A processor",
          2,
          24,
          "Linux 6",
          "Java 17",
          "26.7.5",
          "15",
          true,
          false);
  private static final Figure MET =
      Figure.of("1", "exempt / password: allocation", "ratio", new Interval(1.012, 1.0, 1.02), 16)
          .gate(1.05);
  private static final Figure MISSED =
      Figure.of("10", "heap & more", "KiB", Interval.exactly(122), 1).gate(25);
  private static final Slice SLICE =
      new Slice("1", "exempt", 0, 100, 0, 200, 2, 450, 95_000, 0, 0, 9.5, 20);

  @Test
  void showsEachFigureWithItsGoalAndWhetherItIsMet() {
    String page = new PerformancePage(List.of(MISSED, MET)).text();

    assertThat(page)
        .contains("| 1 | exempt / password: allocation | 1.012 [1.000..1.020] | ≤ 1.05 | met |")
        .contains("| 10 | heap & more | 122 KiB | ≤ 25 | **missed** |");
    assertThat(page.indexOf("| 1 | exempt")).isLessThan(page.indexOf("| 10 | heap"));
  }

  @Test
  void showsLoginsInAbsoluteFiguresAndTheMachine() {
    String page = new PerformancePage(List.of(MACHINE, SLICE)).text();

    assertThat(page)
        .contains("| 1 | exempt | 2 | 4.50 | 950 | 0 | 9.50 | 20 |")
        .contains("- Rows 1 (2026-01-02): A processor, 2 processors (one for the server");
  }

  @Test
  void namesTheRowsThatWereNotMeasured() {
    assertThat(new PerformancePage(List.of(MET)).text())
        .contains("Not measured yet: rows 2, 3, 4,")
        .doesNotContain("rows 1, ");
  }

  @Test
  void everyPictureIsXmlAndNamesWhatItShows() throws Exception {
    PerformancePage page =
        new PerformancePage(
            List.of(
                MET,
                new Point("pushes", "heap for each", "KiB", 100, 20),
                new Point("pushes", "heap for each", "KiB", 1000, 18)));

    assertThat(page.pictures()).containsOnlyKeys("ratios.svg", "pushes.svg");
    for (String picture : page.pictures().values()) {
      var document =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(
                  new java.io.ByteArrayInputStream(
                      picture.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
      assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
      assertThat(document.getElementsByTagName("title").item(0).getTextContent()).isNotBlank();
    }
    assertThat(page.text()).contains("(images/performance/pushes.svg)", "| 1,000 | 18 |");
  }

  @Test
  void rawResultsAreReadAsTheyWereWritten(@TempDir Path folder) {
    Results results = new Results();
    results.add(MACHINE);
    results.add(MET);
    results.add(SLICE);
    results.write(folder, "1");

    assertThat(Results.read(folder)).containsExactly(MACHINE, MET, SLICE);
  }

  @Test
  void aRowThatIsMeasuredAgainReplacesItsFigures(@TempDir Path folder) {
    Results results = new Results();
    results.add(MET);
    results.write(folder, "1");
    results.clear();
    results.add(MISSED);
    results.write(folder, "1");

    assertThat(Results.read(folder)).containsExactly(MISSED);
  }

  @Test
  void thePageOfTheDocumentationIsThatOfItsRawResults() throws Exception {
    Path raw = Path.of("docs", "performance");
    if (Boolean.getBoolean("docs.update")) {
      new PerformancePage(Results.read(raw))
          .write(Path.of("docs", "performance.md"), Path.of("docs", "images", "performance"));
    }
    PerformancePage page = new PerformancePage(Results.read(raw));

    assertThat(Path.of("docs", "performance.md")).content().isEqualTo(page.text());
    for (var picture : page.pictures().entrySet()) {
      assertThat(Files.readString(Path.of("docs/images/performance", picture.getKey())))
          .isEqualTo(picture.getValue());
    }
  }
}
