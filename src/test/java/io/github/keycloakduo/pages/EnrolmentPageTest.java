package io.github.keycloakduo.pages;

import static io.github.keycloakduo.pages.Page.one;
import static org.assertj.core.api.Assertions.assertThat;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EnrolmentPageTest {

  @ParameterizedTest
  @EnumSource
  void showsACodeToScanAndALinkForThePhoneItself(KeycloakTheme theme) {
    Document page = Page.enrolment().with("qrSize", 29).with("qrPath", "M4 4h7v1h-7z").in(theme);

    Element code = one(page, "svg#duo-enroll-qr[role=img]");
    assertThat(code.attr("aria-label")).isEqualTo("QR code for Duo Mobile");
    assertThat(code.attr("viewBox")).isEqualTo("0 0 29 29");
    assertThat(one(code, "path").attr("d")).isEqualTo("M4 4h7v1h-7z");
    assertThat(one(page, "#duo-enroll-link").attr("href"))
        .isEqualTo("https://m-0.duosecurity.com/activate/abc");
    assertThat(page.select("img, iframe, object")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void tellsTheScriptWhereToAsk(KeycloakTheme theme) {
    Document page = Page.enrolment().in(theme);

    Element enrol = one(page, "#duo-enroll");
    assertThat(enrol.attr("data-status-url"))
        .isEqualTo("https://id.example/realms/demo/duo-mfa/status?tab_id=t&client_id=app");
    assertThat(enrol.attr("data-seconds-left")).isEqualTo("599");
    assertThat(page.select("script[type=module][src*=/js/duo-waiting.js]")).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void postsCancelOrContinue(KeycloakTheme theme) {
    Element form = one(Page.enrolment().in(theme), "#duo-enroll form#kc-duo-enroll-form");

    assertThat(form.attr("action")).isEqualTo(Page.ACTION);
    assertThat(form.select("button[type=submit][name=action]").eachAttr("value"))
        .containsExactly("continue", "cancel");
  }

  @ParameterizedTest
  @EnumSource
  void refreshesItselfWithoutAScript(KeycloakTheme theme) {
    assertThat(one(Page.enrolment().in(theme), "noscript meta[http-equiv=refresh]").attr("content"))
        .isEqualTo("10;url=" + Page.ACTION);
  }

  @ParameterizedTest
  @EnumSource
  void showsTheTimeInMinutes(KeycloakTheme theme) {
    assertThat(one(Page.enrolment().in(theme), "#duo-seconds").text()).isEqualTo("Time left: 9:59");
    assertThat(one(Page.enrolment().with("secondsLeft", 61).in(theme), "#duo-seconds").text())
        .isEqualTo("Time left: 1:01");
  }
}
