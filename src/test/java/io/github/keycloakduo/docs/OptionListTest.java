package io.github.keycloakduo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.settings.SettingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@code docs/options.md} is made from the code: {@code mvn test -Dtest=OptionListTest
 * -Ddocs.update=true} writes it.
 */
class OptionListTest {
  private static final Path LIST = Path.of("docs", "options.md");
  private static final ResourceBundle TEXTS =
      ResourceBundle.getBundle("io.github.keycloakduo.settings.settings");

  @Test
  void theListIsWhatTheCodeSays() throws IOException {
    if (Boolean.getBoolean("docs.update")) {
      Files.writeString(LIST, list());
    }
    assertThat(LIST).content().isEqualTo(list());
  }

  @ParameterizedTest
  @EnumSource
  void everyOptionIsExplainedInFullAndStandsInTheReadme(SettingKey key) throws IOException {
    boolean numbered = key.id().startsWith("question_");
    assertThat(Files.readString(Path.of("docs", "configuration.md")))
        .contains("`" + key.id() + "`");
    if (!numbered) {
      assertThat(Files.readString(Path.of("README.md"))).contains("`" + key.id() + "`");
    }
  }

  private static String list() {
    return Stream.of(
                "# Options",
                "",
                "Made from the code. What each option means in full is in"
                    + " [configuration](configuration.md).",
                "",
                "| option | label in the console | type | default | meaning |",
                "|---|---|---|---|---|")
            .collect(Collectors.joining("\n", "", "\n"))
        + Arrays.stream(SettingKey.values())
            .map(OptionListTest::row)
            .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String row(SettingKey key) {
    return String.format(
        "| `%s` | %s | %s | %s | %s |",
        key.id(), TEXTS.getString(key.id()), type(key), fallback(key), help(key));
  }

  private static String type(SettingKey key) {
    String type = key.type().name().toLowerCase(Locale.ROOT);
    return key.options().isEmpty()
        ? type
        : type
            + ": "
            + key.options().stream().map(o -> "`" + o + "`").collect(Collectors.joining(", "));
  }

  private static String fallback(SettingKey key) {
    return key.defaultValue().map(value -> "`" + value + "`").orElse("");
  }

  private static String help(SettingKey key) {
    return TEXTS.getString(key.id() + ".help").replace("|", "\\|").replace("<", "&lt;");
  }
}
