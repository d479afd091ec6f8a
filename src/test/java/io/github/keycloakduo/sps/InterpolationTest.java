package io.github.keycloakduo.sps;

import static io.github.keycloakduo.sps.Imports.converted;
import static io.github.keycloakduo.sps.Imports.errors;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.importing.Action;
import io.github.keycloakduo.importing.ImportResult.Converted;
import io.github.keycloakduo.importing.ReportLine;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterpolationTest {
  private static String prompt(String file) {
    return converted(file).config().getOrDefault("auth.prompt", "none");
  }

  @Test
  void putsValuesOfTheSameSectionInTheirPlaces() {
    assertThat(prompt("[auth]\nprompt=%(Who)s, your %(what)s?\nwhat=code of %(who)s\nwho=Duo"))
        .isEqualTo("Duo, your code of Duo?");
    assertThat(errors("[duo]\nwho=Duo\n[auth]\nprompt=%(who)s?"))
        .containsExactly("line 4: a reference names an option that is not there");
  }

  @Test
  void putsValuesOfTheDefaultSectionInTheirPlaces() {
    assertThat(prompt("[DEFAULT]\nwho=Duo for %(where)s\n[auth]\nprompt=%(who)s?\nwhere=VPN"))
        .isEqualTo("Duo for VPN?");
    assertThat(prompt("[DEFAULT]\nwho=Duo\n[auth]\nprompt=%(who)s?\nwho=me")).isEqualTo("me?");
  }

  @Test
  void hasAWayToWriteAPercentSign() {
    assertThat(prompt("[auth]\nprompt=100%% %%(who)s")).isEqualTo("100% %(who)s");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "%(x)s | names an option that is not there",
        "%(prompt)s | go round in a circle",
        "%(other)s | go round in a circle",
        "100% | is written %%",
        "100%s | is written %%",
        "%()s | is written %%",
        "%(other | is written %%",
        "%(other) | is written %%",
        "%(a)b)s | names an option that is not there",
      })
  void saysWhatIsWrongWithAReference(String value, String error) {
    assertThat(errors("[auth]\nprompt=" + value + "\nother=%(prompt)s"))
        .anyMatch(text -> text.contains(error))
        .allMatch(text -> text.startsWith("line 2: ") || text.startsWith("line 3: "));
  }

  /** In the original, values are made on demand, and nobody asks for these. */
  @Test
  void leavesUnusedDefaultsAlone() {
    assertThat(prompt("[DEFAULT]\na=%(a)s%(gone)s\n[auth]\nprompt=Code?")).isEqualTo("Code?");
  }

  private static String chain(int levels) {
    return IntStream.range(0, levels)
        .mapToObj(i -> "o" + i + "=%(o" + (i + 1) + ")s")
        .collect(Collectors.joining("\n", "[auth]\n", "\no" + levels + "=end\n"));
  }

  @Test
  void goesTenLevelsDeepWhateverTheOrder() {
    String upwards = chain(10);
    String downwards =
        "[auth]\n"
            + upwards
                .lines()
                .skip(1)
                .sorted((a, b) -> b.compareTo(a))
                .collect(Collectors.joining("\n"));
    for (String file : new String[] {upwards, downwards}) {
      assertThat(converted(file).report()).hasSize(14);
      assertThat(errors(file + "\nextra=%(o0)s"))
          .anyMatch(text -> text.endsWith("references go deeper than 10 levels"));
    }
    assertThat(errors(chain(5000))).anyMatch(text -> text.endsWith("deeper than 10 levels"));
  }

  @Test
  void endsBeforeAShortFileBecomesAHugeText() {
    String bomb =
        IntStream.range(0, 9)
            .mapToObj(i -> "o" + i + "=" + ("%(o" + (i + 1) + ")s").repeat(100))
            .collect(Collectors.joining("\n", "[auth]\n", "\no9=ha\n"));
    assertThat(errors(bomb)).allMatch(text -> text.contains("longer than 1 MiB altogether"));
    String wide =
        "[DEFAULT]\nv="
            + "x".repeat(200_000)
            + "\n[auth]\n"
            + IntStream.range(0, 4000)
                .mapToObj(i -> "o" + i + "=%(v)s")
                .collect(Collectors.joining("\n"));
    assertThat(errors(wide)).allMatch(text -> text.contains("longer than 1 MiB altogether"));
  }

  @Test
  void reportsWhatReferencesUse() {
    Converted converted =
        converted("[DEFAULT]\nwho=Duo\nidle=x\n[auth]\nprompt=%(who)s %(what)s\nwhat=code\n");
    assertThat(Imports.line(converted, "DEFAULT", "who").action()).isEqualTo(Action.TAKEN);
    assertThat(Imports.line(converted, "DEFAULT", "idle").action()).isEqualTo(Action.UNKNOWN);
    assertThat(Imports.line(converted, "auth", "what"))
        .isEqualTo(
            new ReportLine(
                "auth",
                "what",
                Action.TAKEN,
                "",
                "is no option itself; others refer to it, and have its value"));
  }
}
