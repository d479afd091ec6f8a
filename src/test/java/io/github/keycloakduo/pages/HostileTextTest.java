package io.github.keycloakduo.pages;

import static io.github.keycloakduo.pages.Page.one;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jsoup.nodes.Document;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Prompts, device names and addresses come from outside: they stay text. */
class HostileTextTest {
  private static final String HOSTILE =
      "\"'><img id=hostile src=x onerror=alert(1)><script id=hostile>alert(1)</script> onfocus=a";

  @ParameterizedTest
  @EnumSource
  void staysTextOnTheFactorPage(KeycloakTheme theme) {
    Page page =
        Page.factors()
            .with("prompt", HOSTILE)
            .with("factors", List.of("push"))
            .with(
                "devices",
                List.of(Page.device(HOSTILE, HOSTILE, false), Page.device("DP2", HOSTILE, true)));

    Document rendered = page.in(theme);
    assertHarmless(rendered);
    assertThat(one(rendered, "label[for=duo-passcode]").text()).isEqualTo(HOSTILE);
    assertHarmless(page.withError(HOSTILE).in(theme));
  }

  @ParameterizedTest
  @EnumSource
  void staysTextOnTheWaitingPage(KeycloakTheme theme) {
    Document rendered =
        Page.waiting()
            .with("statusUrl", HOSTILE)
            .with("device", HOSTILE)
            .with("verificationCode", HOSTILE)
            .in(theme);

    assertHarmless(rendered);
    assertThat(one(rendered, "#duo-waiting-text").text()).contains(HOSTILE);
    assertThat(one(rendered, "#duo-waiting").attr("data-status-url")).isEqualTo(HOSTILE);
  }

  @ParameterizedTest
  @EnumSource
  void staysTextOnTheResultPage(KeycloakTheme theme) {
    Document rendered =
        Page.outcome(HOSTILE)
            .with("portalUrl", "https://" + HOSTILE)
            .with("tryAgainUrl", HOSTILE)
            .in(theme);

    assertHarmless(rendered);
  }

  @ParameterizedTest
  @EnumSource
  void staysTextOnThePageAboutAnotherFactor(KeycloakTheme theme) {
    Document rendered = Page.otherFactor().withError("otp", HOSTILE).in(theme);

    assertHarmless(rendered);
    assertThat(one(rendered, "#input-error-otp").text()).isEqualTo(HOSTILE);
  }

  @ParameterizedTest
  @EnumSource
  void staysTextOnTheQuestionsPage(KeycloakTheme theme) {
    Document rendered =
        Page.questions()
            .with("questions", List.of(Page.question("ticket", HOSTILE, false, HOSTILE)))
            .withError("answer.ticket", HOSTILE)
            .in(theme);

    assertHarmless(rendered);
    assertThat(one(rendered, "label[for=duo-answer-1]").text()).isEqualTo(HOSTILE);
    assertThat(one(rendered, "#duo-answer-1").val()).isEqualTo(HOSTILE);
  }

  private static void assertHarmless(Document rendered) {
    assertThat(rendered.select("#hostile, [onerror], [onfocus]")).isEmpty();
  }
}
