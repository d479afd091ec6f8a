package io.github.keycloakduo.instipod;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.importing.ImportResult.Converted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of docs/migrating-from-instipod.md says what the importer does. */
class GuideTest {
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(duo[A-Za-z]+)`.* \\| (.+) \\|$");
  private static final Pattern TAKEN = Pattern.compile("^`([a-z_.]+)`.*");

  @Test
  void namesForEachKeyTheOptionThatTheImporterGives() throws IOException {
    String guide = Files.readString(Path.of("docs", "migrating-from-instipod.md"));
    Map<String, String> options = Exports.least("duoFailSafe", "true");
    options.put("duoGroups", "staff");
    options.put("duoCondUserRole", "x");
    options.put("duoClientIds", Exports.SHOP + ",DISHOPSHOPSHOPSHOPSH," + Exports.SHOP_SKEY);
    Converted converted =
        Exports.converted(
            Exports.realm("north", List.of(Exports.config("Duo", options)), List.of("Duo")));

    List<MatchResult> rows = ROW.matcher(guide).results().toList();

    assertThat(rows)
        .extracting(row -> row.group(1))
        .containsExactlyInAnyOrderElementsOf(options.keySet());
    for (MatchResult row : rows) {
      Matcher taken = TAKEN.matcher(row.group(2));
      if (taken.matches()) {
        assertThat(converted.config()).containsKey(taken.group(1));
      } else {
        assertThat(row.group(2)).startsWith("not taken");
        assertThat(Exports.lines(converted, row.group(1))).containsExactly("todo ");
      }
    }
  }
}
