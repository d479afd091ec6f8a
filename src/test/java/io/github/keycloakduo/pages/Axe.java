package io.github.keycloakduo.pages;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The rules of axe-core, all of them, as far as a page of ours can keep them. */
public final class Axe {
  // Keycloak's own layout: its label is for another id, and axe takes the tooltip for its text.
  private static final String RUN =
      """
      async () => {
        const found = await axe.run(
          {exclude: [['#kc-attempted-username']]},
          {resultTypes: ['violations'], rules: {'target-size': {enabled: true}}});
        return found.violations.map(each =>
          each.id + ': ' + each.nodes.map(node => node.target + ' ' + node.failureSummary).join(' | '));
      }
      """;

  private final String script;

  public Axe() {
    try (InputStream stream = Axe.class.getResourceAsStream("/axe.min.js")) {
      script = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Has all pages of a window bring the rules along: to hand them to each takes longer than they
   * do.
   */
  void addTo(BrowserContext window) {
    window.addInitScript(script);
  }

  /** What breaks a rule, in words. */
  public List<String> violations(Page page) {
    if (page.evaluate("typeof axe").equals("undefined")) {
      page.evaluate(script + ";null");
    }
    return ((List<?>) page.evaluate(RUN)).stream().map(String::valueOf).toList();
  }
}
