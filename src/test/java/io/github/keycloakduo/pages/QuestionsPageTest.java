package io.github.keycloakduo.pages;

import static io.github.keycloakduo.pages.Page.one;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class QuestionsPageTest {

  @ParameterizedTest
  @EnumSource
  void asksEveryQuestionInAFieldOfItsOwn(KeycloakTheme theme) {
    Document page = Page.questions().in(theme);

    Element form = one(page, "form#kc-duo-questions-form");
    assertThat(form.attr("method")).isEqualTo("post");
    assertThat(form.attr("action")).isEqualTo(Page.ACTION);
    assertThat(form.select("input").eachAttr("name"))
        .containsExactly("answer.ticket", "answer.word");
    assertThat(one(form, "label[for=duo-answer-1]").text()).isEqualTo("Ticket number?");
    assertThat(one(form, "label[for=duo-answer-2]").text()).isEqualTo("Secret word?");
    assertThat(form.select("input").eachAttr("maxlength")).containsExactly("256", "256");
  }

  @ParameterizedTest
  @EnumSource
  void hidesOnlyTheAnswersThatAreToBeHidden(KeycloakTheme theme) {
    Document page = Page.questions().in(theme);

    assertThat(one(page, "#duo-answer-1").attr("type")).isEqualTo("text");
    assertThat(one(page, "#duo-answer-1").val()).isEqualTo("4711");
    assertThat(one(page, "#duo-answer-2").attr("type")).isEqualTo("password");
  }

  /** An answer is no password, though it is hidden like one. */
  @ParameterizedTest
  @EnumSource
  void keepsPasswordManagersAwayFromHiddenAnswers(KeycloakTheme theme) {
    Document page = Page.questions().in(theme);

    assertThat(one(page, "#duo-answer-1").attr("autocomplete")).isEqualTo("off");
    Element hidden = one(page, "#duo-answer-2");
    assertThat(hidden.attr("autocomplete")).isEqualTo("one-time-code");
    assertThat(hidden.attributes().hasKey("data-1p-ignore")).isTrue();
    assertThat(hidden.attributes().hasKey("data-bwignore")).isTrue();
    assertThat(hidden.attr("data-lpignore")).isEqualTo("true");
    assertThat(page.select("[type=password]:not([autocomplete=one-time-code])")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void startsInTheFirstField(KeycloakTheme theme) {
    assertThat(Page.questions().in(theme).select("[autofocus]").eachAttr("id"))
        .containsExactly("duo-answer-1");
  }

  @ParameterizedTest
  @EnumSource
  void startsInTheFieldThatIsWrongAndTiesTheErrorToIt(KeycloakTheme theme) {
    Document page =
        Page.questions().with("wrong", true).withError("answer.word", "missing").in(theme);

    Element field = one(page, "[autofocus]");
    assertThat(field.id()).isEqualTo("duo-answer-2");
    assertThat(field.attr("aria-invalid")).isEqualTo("true");
    Element error = one(page, "#" + field.attr("aria-describedby"));
    assertThat(error.attr("role")).isEqualTo("alert");
    assertThat(error.text()).isEqualTo("missing");
  }

  @ParameterizedTest
  @EnumSource
  void pressesTheLoginButtonOnEnter(KeycloakTheme theme) {
    Element first =
        Page.questions().in(theme).select("#kc-duo-questions-form [type=submit]").first();
    assertThat(Objects.requireNonNull(first).id()).isEqualTo("kc-login");
  }
}
