package io.github.keycloakduo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of outcomes of docs/outcomes.md is what the code says. */
class OutcomeTableTest {
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(\\w+)` \\| [^|]+ \\| ([^|]+) \\| ([^|]*)\\|$");

  @Test
  void namesEveryOutcomeAndWhatItMeansForTheLogin() throws IOException {
    List<MatchResult> rows =
        ROW.matcher(Files.readString(Path.of("docs", "outcomes.md"))).results().toList();

    assertThat(rows)
        .extracting(row -> row.group(1))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Outcome.values()).map(Outcome::id).toList());
    for (Outcome outcome : Outcome.values()) {
      MatchResult row =
          rows.stream().filter(r -> r.group(1).equals(outcome.id())).findFirst().orElseThrow();
      assertThat(row.group(2).equals("in")).as(outcome.id()).isEqualTo(outcome.letsIn());
      assertThat(row.group(2).contains("503"))
          .as(outcome.id())
          .isEqualTo(outcome.isUnavailability());
      assertThat(row.group(3).strip().equals("yes"))
          .as(outcome.id())
          .isEqualTo(outcome.countsAsFailure());
    }
  }
}
