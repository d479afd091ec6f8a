package io.github.keycloakduo.pages;

import static io.github.keycloakduo.pages.Page.one;
import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomePageTest {

  @ParameterizedTest
  @EnumSource
  void saysWhatHappenedAndOffersAnotherTry(KeycloakTheme theme) {
    Document page = Page.outcome("denied").with("tryAgainUrl", "/again?a=1&b=2").in(theme);

    assertThat(one(page, "h1").text()).isEqualTo("You are not signed in");
    assertThat(one(page, "#duo-outcome-text").text()).startsWith("The request was not approved.");
    assertThat(one(page, "a#duo-try-again").attr("href")).isEqualTo("/again?a=1&b=2");
    assertThat(one(page, "a#duo-start-over").attr("href")).isEqualTo(Page.RESTART);
  }

  @ParameterizedTest
  @EnumSource
  void showsDuosWordsBelowOurSentenceAsPlainText(KeycloakTheme theme) {
    Document page = Page.outcome("duo_denied").with("words", "<i>Ask</i> IT & co.").in(theme);

    assertThat(one(page, "#duo-outcome-text + #duo-words").text()).isEqualTo("<i>Ask</i> IT & co.");
    assertThat(Page.outcome("duo_denied").in(theme).select("#duo-words")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void offersOnlyAFreshStartWhenThereIsNothingToTryAgain(KeycloakTheme theme) {
    Document page = Page.outcome("cancelled").in(theme);

    assertThat(page.select("#duo-try-again, #duo-portal")).isEmpty();
    assertThat(page.select("#duo-start-over")).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void leadsToTheEnrolmentPortal(KeycloakTheme theme) {
    String portal = "https://api-1.duosecurity.com/portal?code=x&akey=y";
    Document page = Page.outcome("not_enrolled").with("portalUrl", portal).in(theme);

    Element link = one(page, "a#duo-portal");
    assertThat(link.attr("href")).isEqualTo(portal);
    assertThat(link.attr("rel")).isEqualTo("noopener noreferrer");
    assertThat(link.attr("target")).isEqualTo("_blank");
    assertThat(one(page, "#duo-outcome-text").text()).doesNotContain("help desk");
  }

  @Test
  void leadsToNoOtherKindOfAddress() {
    Document page =
        Page.outcome("not_enrolled").with("portalUrl", "javascript:alert(1)").in(KeycloakTheme.V2);

    assertThat(page.select("#duo-portal")).isEmpty();
    assertThat(one(page, "#duo-outcome-text").text()).contains("help desk");
  }

  /** On the last page there is no other method to choose. */
  @ParameterizedTest
  @CsvSource({
    "push_limit, 'Wait a few minutes, then start over.'",
    "no_capable_device, Contact your help desk."
  })
  void saysWhatToDoNextWhereTheTextOfTheFactorPageWouldNot(String outcome, String next) {
    assertThat(one(Page.outcome(outcome).in(KeycloakTheme.V2), "#duo-outcome-text").text())
        .endsWith(next)
        .doesNotContain("another method", "passcode");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"unreachable", "rate_limited", "duo_error", "mapping_error", "config_error"})
  void tellsAnOutageFromARefusal(String outcome) {
    assertThat(one(Page.outcome(outcome).in(KeycloakTheme.V2), "h1").text())
        .isEqualTo("Sign-in is unavailable");
  }
}
