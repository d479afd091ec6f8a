package io.github.keycloakduo.pages;

import static io.github.keycloakduo.pages.Page.one;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HelpLinkTest {
  private static final String URL = "https://help.example/mfa?a=1&b=2";

  @ParameterizedTest
  @EnumSource
  void opensTheHelpPageInANewTab(KeycloakTheme theme) {
    Document page = Page.outcome("denied").with("help", Map.of("url", URL)).in(theme);

    Element link = one(page, "a#duo-help");
    assertThat(link.attr("href")).isEqualTo(URL);
    assertThat(link.attr("target")).isEqualTo("_blank");
    assertThat(link.attr("rel")).isEqualTo("noopener noreferrer");
    assertThat(link.text()).isEqualTo("Get help (opens in a new tab)");
  }

  @ParameterizedTest
  @EnumSource
  void hasTheTextOfTheConfiguration(KeycloakTheme theme) {
    Document page =
        Page.outcome("denied")
            .with("help", Map.of("url", URL, "text", "<b>Call</b> 4711 ${x}"))
            .in(theme);

    assertThat(one(page, "a#duo-help").text())
        .isEqualTo("<b>Call</b> 4711 ${x} (opens in a new tab)");
  }

  @ParameterizedTest
  @EnumSource
  void isPlainTextWithoutAnAddress(KeycloakTheme theme) {
    Document page =
        Page.outcome("denied").with("help", Map.of("text", "<b>Call</b> 4711")).in(theme);

    assertThat(page.select("a#duo-help")).isEmpty();
    assertThat(one(page, "p#duo-help").text()).isEqualTo("<b>Call</b> 4711");
  }

  @ParameterizedTest
  @EnumSource
  void standsOnThePageAboutAnotherFactor(KeycloakTheme theme) {
    assertThat(Page.otherFactor().in(theme).select("#duo-help")).isEmpty();
    assertThat(Page.otherFactor().with("help", Map.of("url", URL)).in(theme).select("a#duo-help"))
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"denied", "fraud", "not_enrolled", "unreachable", "config_error", "cancelled"})
  void standsOnThePageOfEveryOutcome(String outcome) {
    Page page = Page.outcome(outcome);

    assertThat(page.in(KeycloakTheme.V2).select("#duo-help")).isEmpty();
    assertThat(page.with("help", Map.of()).in(KeycloakTheme.V2).select("#duo-help")).isEmpty();
    page.with("help", Map.of("url", URL));
    assertThat(page.in(KeycloakTheme.V2).select("a#duo-help")).hasSize(1);
    page.with("tryAgainUrl", "/again").with("locked", true);
    assertThat(page.in(KeycloakTheme.V2).select("a#duo-help")).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void standsOnTheFactorPageWithAnErrorOnly(KeycloakTheme theme) {
    Map<String, Object> help = Map.of("url", URL);

    assertThat(Page.factors().with("help", help).in(theme).select("#duo-help")).isEmpty();
    for (boolean passcode : new boolean[] {true, false}) {
      Page wrong = Page.factors().with("passcode", passcode).withError("duoErrorEmpty");
      assertThat(wrong.in(theme).select("#duo-help")).isEmpty();
      assertThat(wrong.with("help", help).in(theme).select("a#duo-help")).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void standsOnThePageAboutALostAnswerOfDuo(KeycloakTheme theme) {
    Document page = Page.lost().with("help", Map.of("url", URL)).in(theme);

    assertThat(one(page, "#duo-outcome-text").text()).startsWith("This response from Duo");
    assertThat(one(page, "a#duo-help").attr("href")).isEqualTo(URL);
    assertThat(Page.lost().in(theme).select("#duo-help")).isEmpty();
  }
}
