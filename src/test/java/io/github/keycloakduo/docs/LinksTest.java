package io.github.keycloakduo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Links from one page of the documentation to another, or to a chapter. */
class LinksTest {
  private static final Pattern LINK = Pattern.compile("(?:]\\(|<img src=\")([^)\\s\"]+)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

  @Test
  void allLeadSomewhere() throws IOException {
    List<String> dead = new ArrayList<>();
    for (Path page : pages()) {
      LINK.matcher(Files.readString(page))
          .results()
          .map(link -> link.group(1))
          .filter(target -> !target.matches("[a-z]+:.*"))
          .filter(target -> !leads(page, target))
          .forEach(target -> dead.add(page + " -> " + target));
    }
    assertThat(dead).isEmpty();
  }

  private static boolean leads(Path page, String target) {
    String[] parts = target.split("#", 2);
    Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
    return Files.exists(file) && (parts.length == 1 || chapters(file).contains(parts[1]));
  }

  /** As GitHub names them. */
  private static List<String> chapters(Path page) {
    try {
      return HEADING
          .matcher(Files.readString(page))
          .results()
          .map(
              heading ->
                  heading
                      .group(1)
                      .toLowerCase(Locale.ROOT)
                      .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                      .replace(' ', '-'))
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(Path.of("docs"));
        Stream<Path> top = Files.list(Path.of(""))) {
      return Stream.concat(docs, top).filter(file -> file.toString().endsWith(".md")).toList();
    }
  }
}
