package io.github.keycloakduo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/index.md, from whose lists the site takes its navigation. */
class NavigationTest {
  private static final Path DOCS = Path.of("docs");
  private static final Pattern ENTRY = Pattern.compile("(?m)^- \\[[^]]+]\\(([\\w-]+\\.md)\\)");

  @Test
  void listsEveryPageOnce() throws IOException {
    List<String> listed =
        ENTRY
            .matcher(Files.readString(DOCS.resolve("index.md")))
            .results()
            .map(entry -> entry.group(1))
            .toList();

    assertThat(listed).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(pages());
  }

  private static List<String> pages() throws IOException {
    try (Stream<Path> files = Files.list(DOCS)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".md") && !name.equals("index.md"))
          .toList();
    }
  }
}
