package io.github.keycloakduo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Texts for users and administrators are free of words that technical English does not use. */
class WordingTest {
  private static final Pattern FORBIDDEN =
      Pattern.compile(
          "\\b(somebody|someone|nobody|whoever|anew|tells?|told|he|him|his|she|her|oneself)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final List<Path> TEXTS =
      List.of(
          Path.of("README.md"),
          Path.of("SECURITY.md"),
          Path.of("CONTRIBUTING.md"),
          Path.of("themes/duo/login/messages/messages_en.properties"),
          Path.of("src/main/resources/io/github/keycloakduo/settings/settings.properties"));

  @Test
  void noForbiddenWordIsUsed() throws IOException {
    try (Stream<Path> docs = Files.list(Path.of("docs"))) {
      List<String> found =
          Stream.concat(TEXTS.stream(), docs.filter(file -> file.toString().endsWith(".md")))
              .flatMap(WordingTest::lines)
              // Names of tests are code.
              .filter(line -> FORBIDDEN.matcher(line.replaceAll("`[^`]*`", "")).find())
              .toList();
      assertThat(found).isEmpty();
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream().map(line -> file + ": " + line);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
