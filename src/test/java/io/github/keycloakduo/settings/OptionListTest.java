package io.github.keycloakduo.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@code docs/options.md} is made from the code: {@code mvn test -Dtest=OptionListTest
 * -Ddocs.update=true} writes it. What it says of accepted values is what {@link EveryOptionTest}
 * finds in the errors.
 */
class OptionListTest {
  private static final Path LIST = Path.of("docs", "options.md");
  private static final ResourceBundle TEXTS =
      ResourceBundle.getBundle("io.github.keycloakduo.settings.settings");

  /**
   * A table of the list.
   *
   * @param explained where the options of the table are explained together
   * @param sections first words of the keys
   */
  private record Chapter(String title, String explained, List<String> sections) {
    boolean holds(SettingKey key) {
      return sections.contains(key.id().replaceAll("[._].*", ""));
    }
  }

  private static final List<Chapter> CHAPTERS =
      List.of(
          new Chapter("Duo", "configuration.md#duo", List.of("duo")),
          new Chapter("Page", "configuration.md#the-page", List.of("auth", "help")),
          new Chapter("Exemptions", "configuration.md#who-needs-no-mfa", List.of("whitelist")),
          new Chapter("Networks", "network.md", List.of("network")),
          new Chapter(
              "Duo user names",
              "configuration.md#which-name-duo-knows",
              List.of("usermapping", "username")),
          new Chapter("Directory", "configuration.md#the-directory", List.of("ldap")),
          new Chapter(
              "Grace",
              "configuration.md#grace-an-earlier-mfa-still-counts",
              List.of("authentication")),
          new Chapter(
              "Parallel sessions", "configuration.md#parallel-sessions", List.of("connection")),
          new Chapter("Questions", "configuration.md#questions", List.of("question")),
          new Chapter("Gateways", "gateways.md", List.of("gateway")),
          new Chapter("Proxy", "configuration.md#the-proxy", List.of("https")),
          new Chapter(
              "Sharing, vault and log",
              "configuration.md#one-configuration-for-several-executions",
              List.of("shared", "client", "credential", "logging")));

  @Test
  void theListIsWhatTheCodeSays() throws IOException {
    if (Boolean.getBoolean("docs.update")) {
      Files.writeString(LIST, list());
    }
    assertThat(LIST).content().isEqualTo(list());
  }

  @ParameterizedTest
  @EnumSource
  void everyOptionIsInOneTable(SettingKey key) {
    assertThat(CHAPTERS).filteredOn(chapter -> chapter.holds(key)).hasSize(1);
  }

  private static String list() {
    return """
        # Options

        Every option of a configuration. This list is generated from the code. The same names are in the admin console's help, in scripts and
        in exports; [configuration](configuration.md) explains how the options work together, and [server options](configuration.md#the-server-options)
        are listed there.

        An invalid value, a missing required option or an unknown option ends every login with `config_error`; the log and the event name the
        option and the expected value. Lists are written `a##b` or `a,b`. Any value may be `${vault.name}`: see [vault](vault.md).
        """
        + CHAPTERS.stream().map(OptionListTest::table).collect(Collectors.joining());
  }

  private static String table(Chapter chapter) {
    return Stream.concat(
            Stream.of(
                "",
                "## " + chapter.title(),
                "",
                "Explained in ["
                    + chapter.explained().replaceAll("\\.md.*", "")
                    + "]("
                    + chapter.explained()
                    + ").",
                "",
                "| option | default | accepted | meaning |",
                "|---|---|---|---|"),
            Arrays.stream(SettingKey.values())
                .filter(chapter::holds)
                .filter(key -> !key.id().matches("question_[2-9]\\..*"))
                .map(OptionListTest::row))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  private static String row(SettingKey key) {
    return String.format(
        "| %s | %s | %s | **%s.** %s |",
        name(key),
        fallback(key),
        accepted(key),
        label(key),
        cell(TEXTS.getString(key.id() + ".help")));
  }

  private static String name(SettingKey key) {
    String name = "`" + key.id() + "`";
    return key.id().startsWith("question_1")
        ? name + " to `" + key.id().replace("question_1", "question_5") + "`"
        : name;
  }

  private static String label(SettingKey key) {
    return cell(TEXTS.getString(key.id()).replace("Question 1: ", "Question: "));
  }

  private static String fallback(SettingKey key) {
    boolean isRequired = List.of("duo.ikey", "duo.skey", "duo.host").contains(key.id());
    return key.defaultValue().map(value -> "`" + value + "`").orElse(isRequired ? "required" : "");
  }

  private static String accepted(SettingKey key) {
    String words = key.options().stream().map(o -> "`" + o + "`").collect(Collectors.joining(", "));
    return switch (key.type()) {
      case BOOLEAN -> "`true`, `false`";
      case MAP -> "`[{\"key\":\"a\",\"value\":\"b\"}]`";
      case LIST -> words.isEmpty() ? "list" : "list of " + words;
      case CHOICE -> words;
      default ->
          OptionTable.of(key).accepts().isEmpty() ? "text" : cell(OptionTable.of(key).accepts());
    };
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;");
  }
}
