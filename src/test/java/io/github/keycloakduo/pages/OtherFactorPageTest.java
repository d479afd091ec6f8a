package io.github.keycloakduo.pages;

import static io.github.keycloakduo.pages.Page.one;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page about another factor, while Duo is out of reach. */
class OtherFactorPageTest {
  @ParameterizedTest
  @EnumSource
  void postsTheCodeToTheLoginAction(KeycloakTheme theme) {
    Element form = one(Page.otherFactor().in(theme), "form#kc-duo-other-form");

    assertThat(form.attr("method")).isEqualTo("post");
    assertThat(form.attr("action")).isEqualTo(Page.ACTION);
    Element field = one(form, "input#duo-other-otp");
    assertThat(field.attr("name")).isEqualTo("otp");
    assertThat(field.attr("type")).isEqualTo("text");
    assertThat(field.attr("autocomplete")).isEqualTo("one-time-code");
    assertThat(field.hasAttr("autofocus")).isTrue();
    assertThat(field.hasAttr("aria-invalid")).isFalse();
    assertThat(one(form, "label[for=duo-other-otp]").text()).isEqualTo("Code");
  }

  @ParameterizedTest
  @EnumSource
  void offersTwoKindsAsAGroupOfLabelledButtonsWithTheFirstChecked(KeycloakTheme theme) {
    Element form = one(Page.otherFactor().in(theme), "form#kc-duo-other-form");

    assertThat(one(form, "fieldset legend").text()).isNotBlank();
    assertThat(form.select("input[type=radio][name=factor]").eachAttr("value"))
        .containsExactly("otp", "recovery_code");
    assertThat(one(form, "input[name=factor][checked]").val()).isEqualTo("otp");
    assertThat(one(form, "label[for=duo-other-kind-recovery_code]").text())
        .isEqualTo("Recovery code #3");
    assertThat(one(form, "#duo-other-otp").attr("inputmode")).isEqualTo("text");
  }

  @ParameterizedTest
  @EnumSource
  void asksForTheOnlyKindByItsName(KeycloakTheme theme) {
    Element form =
        one(
            Page.otherFactor()
                .with("factors", List.of("otp"))
                .without("recoveryCodeNumber")
                .in(theme),
            "form#kc-duo-other-form");

    assertThat(form.select("[name=factor], fieldset")).isEmpty();
    assertThat(one(form, "label[for=duo-other-otp]").text()).contains("authenticator app");
    assertThat(one(form, "#duo-other-otp").attr("inputmode")).isEqualTo("numeric");
  }

  @ParameterizedTest
  @EnumSource
  void keepsWhatWasChosenAndTellsTheErrorToAScreenReader(KeycloakTheme theme) {
    Document page =
        Page.otherFactor().with("selected", "recovery_code").withError("otp", "Wrong").in(theme);

    assertThat(one(page, "input[name=factor][checked]").val()).isEqualTo("recovery_code");
    Element error = one(page, "#input-error-otp");
    assertThat(error.text()).isEqualTo("Wrong");
    assertThat(error.attr("role")).isEqualTo("alert");
    Element field = one(page, "#duo-other-otp");
    assertThat(field.attr("aria-invalid")).isEqualTo("true");
    assertThat(field.attr("aria-describedby")).endsWith("input-error-otp");
    assertThat(field.hasAttr("value")).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void pressesTheLoginButtonOnEnterAndOffersDuoAgain(KeycloakTheme theme) {
    Document page = Page.otherFactor().in(theme);

    Element first = page.select("#kc-duo-other-form [type=submit]").first();
    assertThat(Objects.requireNonNull(first).id()).isEqualTo("kc-login");
    Element retry = one(page, "#duo-other-retry");
    assertThat(retry.attr("name")).isEqualTo("action");
    assertThat(retry.val()).isEqualTo("cancel");
  }

  @ParameterizedTest
  @EnumSource
  void hidesWhatIsTypedWhereTheConfigurationSaysSo(KeycloakTheme theme) {
    Document page = Page.otherFactor().with("disableEcho", true).in(theme);

    assertThat(one(page, "#duo-other-otp").attr("type")).isEqualTo("password");
  }
}
