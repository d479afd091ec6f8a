package io.github.keycloakduo.pages;

import static io.github.keycloakduo.pages.Page.one;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaitingPageTest {

  @ParameterizedTest
  @EnumSource
  void tellsTheScriptWhereToAsk(KeycloakTheme theme) {
    Document page = Page.waiting().in(theme);

    assertThat(one(page, "#duo-waiting").attr("data-status-url"))
        .isEqualTo("https://id.example/realms/demo/duo-mfa/status?tab_id=t&client_id=app");
    assertThat(one(page, "#duo-waiting").attr("data-seconds-left")).isEqualTo("57");
    assertThat(page.select("script[type=module][src*=/js/duo-waiting.js]")).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void postsCancelOrContinue(KeycloakTheme theme) {
    Document page = Page.waiting().in(theme);

    Element form = one(page, "#duo-waiting form#kc-duo-waiting-form");
    assertThat(form.attr("method")).isEqualTo("post");
    assertThat(form.attr("action")).isEqualTo(Page.ACTION);
    assertThat(form.select("button[type=submit][name=action]").eachAttr("value"))
        .containsExactly("continue", "cancel");
    assertThat(one(form, "#duo-continue").attr("value")).isEqualTo("continue");
    assertThat(one(form, "#duo-cancel").attr("value")).isEqualTo("cancel");
  }

  @ParameterizedTest
  @EnumSource
  void refreshesItselfWithoutAScript(KeycloakTheme theme) {
    Document page = Page.waiting().in(theme);

    Element refresh = one(page, "noscript meta[http-equiv=refresh]");
    assertThat(refresh.attr("content")).isEqualTo("3;url=" + Page.ACTION);
  }

  @ParameterizedTest
  @EnumSource
  void showsTimeAndDevice(KeycloakTheme theme) {
    Document page = Page.waiting().in(theme);

    assertThat(one(page, "#duo-waiting-text").text()).contains("Phone (XXX-XXX-1234)");
    assertThat(one(page, "progress#duo-progress").attr("max")).isEqualTo("60");
    assertThat(one(page, "progress#duo-progress").attr("value")).isEqualTo("57");
    assertThat(one(page, "#duo-seconds").text()).isEqualTo("Seconds left: 57");
    assertThat(one(page, "#duo-seconds").attr("data-text")).isEqualTo("Seconds left: {0}");
    assertThat(page.select("#duo-verification-code, #duo-other-tab")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void showsAndSpellsTheVerificationCode(KeycloakTheme theme) {
    Document page = Page.waiting().with("verificationCode", "708214").in(theme);

    Element code = one(page, "#duo-verification-code");
    assertThat(code.text()).isEqualTo("708214");
    assertThat(code.attr("aria-label")).isEqualTo("7 0 8 2 1 4");
    assertThat(one(page, "#duo-announcement[role=status]").attr("data-code-text"))
        .isEqualTo("Enter this code in Duo Mobile: 7 0 8 2 1 4");
    assertThat(one(page, "#duo-continue").attr("aria-describedby").split(" "))
        .allSatisfy(id -> assertThat(page.getElementById(id)).isNotNull());
  }

  @ParameterizedTest
  @EnumSource
  void saysThatAnotherTabIsWaiting(KeycloakTheme theme) {
    assertThat(one(Page.waiting().with("otherTab", true).in(theme), "#duo-other-tab").text())
        .contains("another tab");
  }

  @ParameterizedTest
  @ValueSource(strings = {"push", "phone", "sms", "passcode", "contact"})
  void hasWordsForEveryKindOfWait(String kind) {
    for (Page page : List.of(waitingFor(kind), waitingFor(kind).without("device"))) {
      Document rendered = page.in(KeycloakTheme.V2);

      assertThat(one(rendered, "h1").text()).isNotBlank().doesNotContain("duoWaiting");
      assertThat(one(rendered, "#duo-waiting-text").text())
          .isNotBlank()
          .doesNotContain("duoWaiting");
    }
  }

  @ParameterizedTest
  @EnumSource
  void writesPlainNumbersForLongWaits(KeycloakTheme theme) {
    Document page = Page.waiting().with("secondsLeft", 1500).with("timeoutSeconds", 1500).in(theme);

    assertThat(one(page, "#duo-progress").attr("value")).isEqualTo("1500");
    assertThat(one(page, "#duo-seconds").text()).isEqualTo("Seconds left: 1500");
  }

  private static Page waitingFor(String kind) {
    return Page.waiting().with("kind", kind);
  }
}
