package io.github.keycloakduo.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.testkit.server.NeedsPrograms;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The documentation as a site, in {@code target/site-docs}. */
@NeedsPrograms("mkdocs")
class DocsSiteIT {
  private static final Path SITE = Path.of("target", "site-docs");
  private static final Map<Path, Document> PAGES = new HashMap<>();

  @BeforeAll
  static void build() throws IOException, InterruptedException {
    Path log = Path.of("target", "site-docs.log");
    int status =
        new ProcessBuilder(
                "mkdocs", "build", "--strict", "--clean", "--config-file", ".ci/docs/mkdocs.yml")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .redirectInput(new File("/dev/null"))
            .start()
            .waitFor();
    assertThat(status).as(Files.readString(log)).isZero();
    try (Stream<Path> files = Files.walk(SITE)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".html")).toList()) {
        PAGES.put(file.normalize(), Jsoup.parse(file.toFile(), "UTF-8"));
      }
    }
  }

  @Test
  void hasEveryPageInTheNavigation() throws IOException {
    Document home = Objects.requireNonNull(PAGES.get(SITE.resolve("index.html")));
    List<String> navigation = home.select("nav.md-nav--primary a[href]").eachAttr("href");
    try (Stream<Path> files = Files.walk(Path.of("docs"))) {
      assertThat(files.filter(file -> file.toString().endsWith(".md")))
          .extracting(file -> Path.of("docs").relativize(file).toString())
          .filteredOn(page -> !page.equals("index.md"))
          .isNotEmpty()
          .allSatisfy(page -> assertThat(navigation).contains(page.replace(".md", ".html")));
    }
  }

  @Test
  void linksLeadToPagesAndChapters() {
    List<String> dead = new ArrayList<>();
    PAGES.forEach(
        (file, page) ->
            page.select("a[href], img[src], link[href], script[src]").stream()
                .map(DocsSiteIT::target)
                .filter(target -> !target.isAbsolute())
                .filter(target -> !leads(file, target))
                .forEach(target -> dead.add(file + " -> " + target)));
    assertThat(PAGES).hasSizeGreaterThan(40);
    assertThat(dead).isEmpty();
  }

  @Test
  void loadsNothingFromElsewhere() {
    assertThat(PAGES.values())
        .flatExtracting(page -> page.select("[src], link[href]:not([rel=canonical])"))
        .isNotEmpty()
        .extracting(DocsSiteIT::target)
        .allMatch(target -> target.getHost() == null);
  }

  private static URI target(Element element) {
    return URI.create(element.hasAttr("src") ? element.attr("src") : element.attr("href"));
  }

  private static boolean leads(Path from, URI target) {
    // The page of a missing page names the others as seen from the top of the site.
    Path folder =
        target.getPath().startsWith("/") ? SITE : Objects.requireNonNull(from.getParent());
    Path file =
        target.getPath().isEmpty()
            ? from
            : folder.resolve(target.getPath().replaceFirst("^/", "")).normalize();
    Path page = Files.isDirectory(file) ? file.resolve("index.html") : file;
    if (!Files.exists(page)) {
      return false;
    }
    String chapter = target.getFragment();
    return chapter == null
        || chapter.isEmpty()
        || !PAGES.containsKey(page)
        || PAGES.get(page).getElementById(chapter) != null;
  }
}
