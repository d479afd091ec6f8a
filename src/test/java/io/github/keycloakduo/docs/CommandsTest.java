package io.github.keycloakduo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every block of commands, or of files for other programs, is run by the test that the comment
 * above it names, or is in docs/untested.md with the reason. {@code -Dtest=CommandsTest
 * -Ddocs.update=true} writes that page.
 */
class CommandsTest {
  private static final Path LIST = Path.of("docs", "untested.md");
  private static final Path TESTS = Path.of("src", "test", "java");
  private static final Pattern PARTS =
      Pattern.compile(
          "(?m)^ *```(?<language>\\w*)\\n(?<text>.*?)^ *```$"
              + "|<!-- run by (?<test>\\w+) -->|<!-- not run: (?<reason>.+?) -->",
          Pattern.DOTALL);
  private static final List<String> LANGUAGES =
      List.of("sh", "dockerfile", "yaml", "hcl", "sql", "apache", "nginx");

  /** A block with the comment that holds for it. */
  private record Block(Path page, String text, String test, String reason) {
    String row() {
      String name = page.getFileName().toString();
      // The site has nothing above docs.
      return "| %s | `%s` | %s |"
          .formatted(
              page.startsWith("docs") ? "[" + name + "](" + name + ")" : name,
              text.lines().findFirst().orElseThrow().strip(),
              reason);
    }
  }

  @Test
  void eachBlockIsRunByATestOrInTheListOfThoseThatAreNot() throws IOException {
    assertThat(blocks())
        .filteredOn(block -> block.test().isEmpty() == block.reason().isEmpty())
        .isEmpty();
    if (Boolean.getBoolean("docs.update")) {
      Files.writeString(LIST, list());
    }
    assertThat(LIST).content().isEqualTo(list());
  }

  @Test
  void theTestsThatRunThemReadThePage() throws IOException {
    for (Block block : blocks()) {
      if (!block.test().isEmpty()) {
        assertThat(source(block.test()))
            .as(block.toString())
            .hasValueSatisfying(
                source ->
                    assertThat(source)
                        .contains("ShellBlocks", block.page().getFileName().toString()));
      }
    }
  }

  private static String list() throws IOException {
    return """
        # Commands that no test runs

        The test suite runs all commands of README and documentation but these. Generated.

        | page | begins with | why not |
        |---|---|---|
        """
        + blocks().stream()
            .filter(block -> !block.reason().isEmpty())
            .map(Block::row)
            .collect(Collectors.joining("\n", "", "\n"));
  }

  private static List<Block> blocks() throws IOException {
    List<Block> blocks = new ArrayList<>();
    for (Path page : pages()) {
      String test = "";
      String reason = "";
      Matcher parts = PARTS.matcher(Files.readString(page));
      while (parts.find()) {
        if (parts.group("language") == null) {
          test = Optional.ofNullable(parts.group("test")).orElse("");
          reason = Optional.ofNullable(parts.group("reason")).orElse("");
        } else if (LANGUAGES.contains(parts.group("language"))) {
          blocks.add(new Block(page, parts.group("text"), test, reason));
        }
      }
    }
    return blocks;
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.list(Path.of("docs"))) {
      return Stream.concat(
              Stream.of(Path.of("README.md")),
              docs.filter(file -> file.toString().endsWith(".md")).sorted())
          .toList();
    }
  }

  private static Optional<String> source(String test) throws IOException {
    try (Stream<Path> files = Files.walk(TESTS)) {
      Optional<Path> file = files.filter(f -> f.endsWith(test + ".java")).findFirst();
      return file.isPresent() ? Optional.of(Files.readString(file.get())) : Optional.empty();
    }
  }
}
