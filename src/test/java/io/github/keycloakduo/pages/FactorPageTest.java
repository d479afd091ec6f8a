package io.github.keycloakduo.pages;

import static io.github.keycloakduo.pages.Page.one;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
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
    assertThat(one(form, "label[for=duo-passcode]").text()).isEqualTo("Enter your passcode:");
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
    assertThat(Objects.requireNonNull(first).attr("name")).isEqualTo("login");
    assertThat(first.attr("tabindex") + first.attr("aria-hidden")).isEqualTo("-1true");
    Element afterSms =
        Page.factors().without("lead").in(theme).select("#kc-duo-form [type=submit]").first();
    assertThat(Objects.requireNonNull(afterSms).id()).isEqualTo("kc-login");
  }

  @ParameterizedTest
  @EnumSource
  void leadsWithThePushWhereItIsTheFirstFactor(KeycloakTheme theme) {
    Document page = Page.factors().with("factors", List.of("push", "phone")).in(theme);

    assertThat(page.select("button.duo-enter ~ * button").eachAttr("id"))
        .containsExactly("duo-factor-push", "duo-factor-phone", "kc-login");
    assertThat(primary(page, theme)).containsExactly("duo-factor-push");
    assertThat(one(page, ".duo-entry #kc-login").text()).isEqualTo("Sign In");
    assertThat(one(page, "#duo-passcode").hasAttr("autofocus")).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void leadsWithThePasscodeWhereThatIsTheFirstFactor(KeycloakTheme theme) {
    Document page = Page.factors().without("lead").in(theme);

    assertThat(page.select("button").eachAttr("id"))
        .containsSubsequence("kc-login", "duo-factor-push");
    assertThat(primary(page, theme)).containsExactly("kc-login");
    assertThat(page.select("button.duo-enter")).isEmpty();
  }

  private static List<String> primary(Document page, KeycloakTheme theme) {
    String mark = theme == KeycloakTheme.BARE ? "" : ".pf-m-primary";
    return mark.isEmpty()
        ? List.of(
            page.select("#kc-duo-form").attr("data-duo-lead").isEmpty()
                ? "kc-login"
                : "duo-factor-push")
        : page.select("#kc-duo-form button" + mark).eachAttr("id");
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
    Document page = Page.factors().without("lead").with("factors", List.of()).in(theme);

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
  void leadsWithTheFirstFactorWhenPasscodesAreNotAllowed(KeycloakTheme theme) {
    Document page =
        Page.factors()
            .with("passcode", false)
            .with("lead", "phone")
            .with("factors", List.of("phone", "push"))
            .in(theme);

    assertThat(page.select("#duo-passcode, .duo-others__title")).isEmpty();
    assertThat(one(page, "[autofocus]").id()).isEqualTo("duo-factor-phone");
    // The id of the contract stays, on the button that Enter presses.
    assertThat(one(page, "#kc-login").hasClass("duo-enter")).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void tellsWhatIsNotAboutThePasscodeOnTop(KeycloakTheme theme) {
    Document page =
        Page.factors().with("errorAt", "").with("words", "Duo says").withError("No").in(theme);

    assertThat(one(page, ".duo-problem #input-error-passcode").attr("role")).isEqualTo("alert");
    assertThat(one(page, ".duo-problem #duo-words").text()).isEqualTo("Duo says");
    assertThat(one(page, "#duo-passcode").hasAttr("aria-invalid")).isFalse();
    assertThat(one(page, "#duo-passcode").hasAttr("aria-describedby")).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void saysAtTheDeviceWhatItCannotDo(KeycloakTheme theme) {
    Document page =
        Page.factors()
            .with("devices", twoDevices())
            .with("errorAt", "device")
            .withError("Not this one")
            .in(theme);

    Element select = one(page, "select#duo-device");
    assertThat(select.attr("aria-invalid")).isEqualTo("true");
    assertThat(select.attr("aria-describedby")).isEqualTo("input-error-passcode");
    assertThat(one(page, ".duo-group:has(#duo-device) #input-error-passcode").text())
        .isEqualTo("Not this one");
    assertThat(one(select, "option[selected]").val()).isEqualTo("DP2");
    assertThat(page.select(".duo-problem, #duo-passcode[aria-invalid]")).isEmpty();
    assertThat(page.select(".pf-v5-c-alert, .alert-error")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void namesWhatEachDeviceCanDoForTheScript(KeycloakTheme theme) {
    Document page = Page.factors().with("devices", twoDevices()).in(theme);

    assertThat(page.select("#duo-device option").eachAttr("data-factors"))
        .containsExactly("push phone", "push");
    assertThat(page.select("script[src*=duo-device]")).hasSize(1);
    assertThat(Page.factors().in(theme).select("script[src*=duo-device]")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void asksToRememberTheBrowserAndNeverTicksTheBoxBeforehand(KeycloakTheme theme) {
    Page page = Page.factors().with("remember", remember(false, "We ask sooner after 5 sign-ins."));

    for (Document shown : List.of(page.in(theme), page.without("lead").in(theme))) {
      Element box = one(shown, "#kc-duo-form input#duo-remember");
      assertThat(box.attr("name") + box.attr("type")).isEqualTo("remembercheckbox");
      assertThat(box.hasAttr("checked")).isFalse();
      assertThat(one(shown, "label[for=duo-remember]").text())
          .isEqualTo("Do not ask again on this browser for up to 8 hours");
      assertThat(one(shown, "#" + box.attr("aria-describedby")).text())
          .isEqualTo("We ask sooner after 5 sign-ins.");
    }
    assertThat(Page.factors().in(theme).select("#duo-remember")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void keepsTheBoxAsTheUserLeftIt(KeycloakTheme theme) {
    Document page = Page.factors().with("remember", remember(true, "")).withError("No").in(theme);

    assertThat(one(page, "#duo-remember").hasAttr("checked")).isTrue();
    assertThat(one(page, "label[for=duo-remember]").text())
        .isEqualTo("Do not ask again on this browser for 8 hours");
    assertThat(page.select("#duo-remember-hint")).isEmpty();
  }

  private static Map<String, Object> remember(boolean ticked, String sooner) {
    return Map.of("ticked", ticked, "span", "8 hours", "upTo", !sooner.isEmpty(), "sooner", sooner);
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
    return List.of(
        Page.device("DP1", "Phone", false, "push", "phone"),
        Page.device("DP2", "Tablet", true, "push"));
  }
}
