package io.github.keycloakduo.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import io.github.keycloakduo.testkit.browser.NeedsChromium;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every page in every state, seen in every way; with {@code -Dpictures=true}, pictures of them go
 * to target/pictures.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@NeedsChromium
class AccessibilityIT {
  private static final Set<View> PICTURES = Set.of(View.LIGHT, View.DARK, View.NARROW);
  private static final String WIDER =
      "* { line-height: 1.5 !important; letter-spacing: 0.12em !important;"
          + " word-spacing: 0.16em !important } p { margin-bottom: 2em !important }";

  private final ScriptBrowser browser = new ScriptBrowser();
  private final PageServer server = new PageServer(KeycloakTheme.V2);
  private final Axe axe = new Axe();
  private final Map<View, Findings> findings = new EnumMap<>(View.class);

  /**
   * What is wrong with the pages in one view; to look at all of them once takes seconds.
   *
   * @param axe what axe says
   * @param outside what does not fit into window and form
   * @param wider the same, once the text is set wider
   * @param unreached what the Tab key does not reach, in {@link View#LIGHT}
   */
  private record Findings(
      List<String> axe, List<String> outside, List<String> wider, List<String> unreached) {}

  @AfterEach
  void closeTheWindow() {
    browser.closeWindows();
  }

  @AfterAll
  void stop() {
    browser.close();
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void axeFindsNothing(View view) {
    assertThat(findings(view).axe()).isEmpty();
  }

  @Test
  void axeFindsWhatIsWrong() {
    Page page = open("factor", View.LIGHT);
    page.evaluate("document.querySelector('label[for=duo-passcode]').remove()");
    page.evaluate("document.querySelector('.duo-others__title').style.color = '#ccc'");

    assertThat(axe.violations(page))
        .anyMatch(each -> each.startsWith("label:"))
        .anyMatch(each -> each.startsWith("color-contrast:"));
  }

  @ParameterizedTest
  @EnumSource(names = {"NARROW", "ZOOMED"})
  void scrollsInOneDirectionOnly(View view) {
    assertThat(findings(view).outside()).isEmpty();
  }

  /** Lines, paragraphs, letters and words as far apart as WCAG wants it to be possible. */
  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "NARROW"})
  void losesNothingWhenTextIsSetWider(View view) {
    assertThat(findings(view).wider()).isEmpty();
  }

  @Test
  void everythingIsReachedByTheTabKeyInItsOrderAndShowsIt() {
    assertThat(findings(View.LIGHT).unreached()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"LIGHT", "DARK", "FORCED_COLOURS"})
  void theProgressBarCanBeSeen(View view) throws IOException {
    Page page = open("waiting-push", view);

    assertThat(colours(page.locator("#duo-progress"))).hasSizeGreaterThan(1);
  }

  @Test
  void nothingMovesWhereMotionIsReduced() {
    Page page = open("waiting-push", View.REDUCED_MOTION);

    page.evaluate("document.getElementById('duo-progress').value = 10");

    assertThat(page.evaluate("document.getAnimations().length")).isEqualTo(0);
  }

  @Test
  void hasAStateOfEveryPage() {
    assertThat(PageStates.all().values())
        .extracting(state -> state.get().template())
        .containsAll(
            new ThemeFiles()
                .templates().entrySet().stream()
                    .filter(template -> template.getValue().contains("registrationLayout"))
                    .map(template -> template.getKey())
                    .toList());
  }

  private Findings findings(View view) {
    return findings.computeIfAbsent(view, this::look);
  }

  private Findings look(View view) {
    Findings found =
        new Findings(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    BrowserContext window = browser.window(view.options());
    axe.addTo(window);
    Page page = window.newPage();
    for (String state : PageStates.all().keySet()) {
      page.navigate(server.address(state, view));
      picture(page, state, view);
      add(found.axe(), state, axe.violations(page));
      add(found.outside(), state, outside(page));
      if (view == View.LIGHT) {
        add(found.unreached(), state, unreached(page));
      }
      page.addStyleTag(new Page.AddStyleTagOptions().setContent(WIDER));
      add(found.wider(), state, outside(page));
    }
    return found;
  }

  private static void add(List<String> all, String state, List<String> faults) {
    faults.forEach(fault -> all.add(state + ": " + fault));
  }

  private Page open(String state, View view) {
    Page page = browser.window(view.options()).newPage();
    page.navigate(server.address(state, view));
    return page;
  }

  private static void picture(Page page, String state, View view) {
    if (Boolean.getBoolean("pictures") && PICTURES.contains(view)) {
      String name = state + "-" + view.name().toLowerCase(Locale.ROOT) + ".png";
      page.screenshot(
          new ScreenshotOptions()
              .setFullPage(true)
              .setPath(Path.of("target", "pictures").resolve(name)));
    }
  }

  /** What of ours reaches beyond the window or the form, or is cut off. */
  private static List<String> outside(Page page) {
    return strings(
        page.evaluate(
            """
            () => {
              const faults = [];
              if (document.documentElement.scrollWidth > innerWidth) {
                faults.push('wider than the window');
              }
              const form = document.querySelector('.duo-form, .duo-waiting, .duo-outcome');
              const room = form.parentElement.getBoundingClientRect();
              for (const each of form.querySelectorAll('*')) {
                const box = each.getBoundingClientRect();
                const hidden = each.closest('.duo-hidden, .duo-enter, option, svg') || !each.checkVisibility();
                if (!hidden && (box.left < room.left - 1 || box.right > room.right + 1)) {
                  faults.push(each.outerHTML.slice(0, 80) + ' reaches ' + box.right + ' of ' + room.right);
                }
                if (!hidden && getComputedStyle(each).overflow === 'hidden'
                    && each.tagName !== 'PROGRESS' && each.scrollHeight > each.clientHeight) {
                  faults.push(each.outerHTML.slice(0, 80) + ' is cut off');
                }
              }
              return faults;
            }
            """));
  }

  /** What the Tab key passes over, or stops at without a mark. */
  private static List<String> unreached(Page page) {
    List<String> expected =
        strings(
            page.evaluate(
                """
                () => {
                  // The field with autofocus would be where the key starts from.
                  const start = document.createElement('span');
                  start.tabIndex = -1;
                  document.querySelector('main').prepend(start);
                  start.focus();
                  // The key stops at the chosen one of a group; the arrows lead to the others.
                  return [...document.querySelectorAll(
                      'main input:not([type=hidden], [type=radio]:not(:checked)), main select, main button, main a[href]')]
                    .filter(each => each.tabIndex >= 0 && each.checkVisibility())
                    .map((each, i) => each.dataset.number = String(i));
                }
                """));
    List<String> faults = new ArrayList<>();
    for (String number : expected) {
      page.keyboard().press("Tab");
      Object found =
          page.evaluate(
              """
              () => {
                const at = document.activeElement;
                const style = getComputedStyle(at);
                const marked = style.outlineStyle !== 'none' || style.boxShadow !== 'none';
                const box = at.getBoundingClientRect();
                const seen =
                  document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
                return at.dataset.number
                  + (marked ? '' : ' unmarked ' + at.outerHTML.slice(0, 80))
                  + (at.contains(seen) ? '' : ' behind ' + seen.outerHTML.slice(0, 80));
              }
              """);
      if (!number.equals(found)) {
        faults.add("expected " + number + ", found " + found);
      }
    }
    return faults;
  }

  private static Set<Integer> colours(Locator element) throws IOException {
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(element.screenshot()));
    int middle = picture.getHeight() / 2;
    Set<Integer> colours = new HashSet<>();
    for (int x = 0; x < picture.getWidth(); x++) {
      colours.add(picture.getRGB(x, middle));
    }
    return colours;
  }

  private static List<String> strings(Object list) {
    return ((List<?>) list).stream().map(String::valueOf).toList();
  }
}
