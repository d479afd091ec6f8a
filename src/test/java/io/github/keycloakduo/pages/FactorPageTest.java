package io.github.keycloakduo.pages;

import static io.github.keycloakduo.pages.Page.one;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FactorPageTest {

  @ParameterizedTest
  @EnumSource
  void postsThePasscodeToTheLoginAction(KeycloakTheme theme) {
    Document page = Page.factors().in(theme);

    Element form = one(page, "form#kc-duo-form");
    assertThat(form.attr("method")).isEqualTo("post");
    assertThat(form.attr("action")).isEqualTo(Page.ACTION);
    Element field = one(form, "input#duo-passcode");
    assertThat(field.attr("name")).isEqualTo("passcode");
    assertThat(field.attr("type")).isEqualTo("text");
    assertThat(field.attr("autocomplete")).isEqualTo("one-time-code");
    assertThat(field.attr("inputmode")).isEqualTo("numeric");
    assertThat(field.hasAttr("autofocus")).isTrue();
    assertThat(field.hasAttr("aria-invalid")).isFalse();
    assertThat(one(form, "label[for=duo-passcode]").text())
        .isEqualTo("Press Enter for push notification or type one-time password:");
  }

  @ParameterizedTest
  @EnumSource
  void pressesTheLoginButtonOnEnter(KeycloakTheme theme) {
    Document page =
        Page.factors()
            .with("factors", List.of("push", "phone", "sms"))
            .with("devices", twoDevices())
            .in(theme);

    // HTML's rule: Enter in a field presses the first submit button of the form.
    Element first = page.select("#kc-duo-form [type=submit]").first();
    assertThat(Objects.requireNonNull(first).id()).isEqualTo("kc-login");
    assertThat(first.attr("name")).isEqualTo("login");
  }

  @ParameterizedTest
  @EnumSource
  void showsDuosWordsBelowOurErrorAsPlainText(KeycloakTheme theme) {
    Document page = Page.factors().with("words", "<b>No</b> ${msg}").withError("Ours").in(theme);

    assertThat(one(page, "#duo-words").text()).isEqualTo("<b>No</b> ${msg}");
    assertThat(one(page, "#input-error-passcode").text()).isEqualTo("Ours");
  }

  @ParameterizedTest
  @EnumSource
  void offersAButtonForEveryOtherFactor(KeycloakTheme theme) {
    Document page = Page.factors().with("factors", List.of("push", "phone", "sms")).in(theme);

    for (String factor : List.of("push", "phone", "sms")) {
      Element button = one(page, "#kc-duo-form button#duo-factor-" + factor);
      assertThat(button.attr("type")).isEqualTo("submit");
      assertThat(button.attr("name")).isEqualTo("factor");
      assertThat(button.attr("value")).isEqualTo(factor);
      assertThat(button.text()).isNotBlank();
    }
  }

  @ParameterizedTest
  @EnumSource
  void offersNoOtherWayWhenOnlyPasscodesAreAllowed(KeycloakTheme theme) {
    Document page = Page.factors().with("factors", List.of()).in(theme);

    assertThat(page.select("[name=factor], #duo-device, .duo-others")).isEmpty();
    assertThat(one(page, "label[for=duo-passcode]").text()).isEqualTo("Enter your passcode:");
  }

  @ParameterizedTest
  @EnumSource
  void letsTheUserChooseAmongSeveralDevices(KeycloakTheme theme) {
    Document page = Page.factors().with("devices", twoDevices()).in(theme);

    Element select = one(page, "#kc-duo-form select#duo-device[name=device]");
    assertThat(select.select("option").eachAttr("value")).containsExactly("DP1", "DP2");
    assertThat(one(select, "option[selected]").text()).isEqualTo("Tablet");
    assertThat(one(page, "label[for=duo-device]").text()).isEqualTo("Device");
  }

  @ParameterizedTest
  @EnumSource
  void asksForNoDeviceWhenThereIsOne(KeycloakTheme theme) {
    assertThat(Page.factors().in(theme).select("#duo-device")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void tiesAnErrorToTheField(KeycloakTheme theme) {
    Document page = Page.factors().withError("duoErrorEmpty").in(theme);

    Element field = one(page, "#duo-passcode");
    assertThat(field.attr("aria-invalid")).isEqualTo("true");
    assertThat(field.attr("aria-describedby")).isEqualTo("input-error-passcode");
    Element error = one(page, "#input-error-passcode");
    assertThat(error.attr("role")).isEqualTo("alert");
    assertThat(error.text()).isEqualTo("duoErrorEmpty");
  }

  @ParameterizedTest
  @EnumSource
  void hidesWhatIsTypedWhenEchoIsOff(KeycloakTheme theme) {
    Document page = Page.factors().with("disableEcho", true).in(theme);

    assertThat(one(page, "#duo-passcode").attr("type")).isEqualTo("password");
  }

  @ParameterizedTest
  @EnumSource
  void asksForThePasscodeOfATextMessage(KeycloakTheme theme) {
    Document page = Page.factors().with("prompt", "Code?").with("smsSent", true).in(theme);

    assertThat(one(page, "label[for=duo-passcode]").text())
        .isEqualTo("Enter passcode from text message:");
    assertThat(one(page, "#duo-sms-sent").attr("role")).isEqualTo("status");
  }

  @ParameterizedTest
  @EnumSource
  void showsThePromptOfTheConfiguration(KeycloakTheme theme) {
    Document page = Page.factors().with("prompt", "Code?").in(theme);

    assertThat(one(page, "label[for=duo-passcode]").text()).isEqualTo("Code?");
  }

  @ParameterizedTest
  @EnumSource
  void startsTheFirstFactorWhenPasscodesAreNotAllowed(KeycloakTheme theme) {
    Document page =
        Page.factors().with("passcode", false).with("factors", List.of("phone", "push")).in(theme);

    assertThat(page.select("#duo-passcode")).isEmpty();
    assertThat(one(page, "#kc-login").hasAttr("autofocus")).isTrue();
    assertThat(one(page, "#duo-start-hint").text()).contains("call your phone");
  }

  @ParameterizedTest
  @EnumSource
  void tellsWhatWentWrongAlsoWherePasscodesAreNotAllowed(KeycloakTheme theme) {
    Document page =
        Page.factors()
            .with("passcode", false)
            .with("factors", List.of("push"))
            .withError("duoErrorTimeout")
            .in(theme);

    Element error = one(page, "#input-error-passcode");
    assertThat(error.attr("role")).isEqualTo("alert");
    assertThat(error.text()).isEqualTo("duoErrorTimeout");
  }

  private static List<Object> twoDevices() {
    return List.of(Page.device("DP1", "Phone", false), Page.device("DP2", "Tablet", true));
  }
}
