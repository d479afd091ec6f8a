package io.github.keycloakduo.testkit.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.keycloakduo.testkit.matrix.MatrixSummary.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatrixSummaryTest {
  @Test
  void eachVersionHasItsRow(@TempDir Path folder) throws IOException {
    Path one =
        summary(
            folder,
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <failsafe-summary result="255" timeout="false">
                <completed>321</completed>
                <errors>1</errors>
                <failures>2</failures>
                <skipped>3</skipped>
                <flakes>4</flakes>
                <failureMessage/>
            </failsafe-summary>
            """);
    assertThat(
            MatrixSummary.table(
                    List.of(
                        Line.of("26.4.7", one), Line.of("26.6.4", folder.resolve("missing.xml"))))
                .lines()
                .map(row -> row.strip().replaceAll(" +", " ")))
        .containsExactly(
            "Keycloak tests failures errors skipped flakes",
            "26.4.7 321 2 1 3 4",
            "26.6.4 not run");
  }

  @Test
  void aBrokenSummaryIsNoRow(@TempDir Path folder) throws IOException {
    Path broken = summary(folder, "<failsafe-summary>");
    assertThatIllegalStateException()
        .isThrownBy(() -> Line.of("26.4.7", broken))
        .withMessageContaining(broken.toString());
  }

  private static Path summary(Path folder, String text) throws IOException {
    return Files.writeString(folder.resolve("failsafe-summary.xml"), text);
  }
}
