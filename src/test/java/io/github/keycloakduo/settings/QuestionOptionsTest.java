package io.github.keycloakduo.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.Question;
import java.util.List;
import net.jqwik.api.Example;

/** Extra questions and the names of their answers. */
class QuestionOptionsTest {
  private static final Options LEAST = Options.least();

  @Example
  void keepsTheOrderOfQuestionsAndLetsNumbersOut() {
    assertThat(
            LEAST
                .with("question_5.key", "last")
                .with("question_5.prompt", "Last?")
                .with("question_5.disable_echo", "yes")
                .with("question_2.key", "first")
                .with("question_2.prompt", "First?")
                .with("question_1.disable_echo", "false")
                .valid()
                .questions())
        .containsExactly(
            new Question("first", "First?", false), new Question("last", "Last?", true));
  }

  @Example
  void needsKeyAndPromptOfAQuestion() {
    assertThat(LEAST.with("question_3.key", "a").problems())
        .containsExactly(
            "question_3.prompt is missing; it is required because question_3.key is set");
    assertThat(LEAST.with("question_4.prompt", "a").problems())
        .containsExactly(
            "question_4.key is missing; it is required because question_4.prompt is set");
  }

  @Example
  void refusesTwoQuestionsOfOneName() {
    assertThat(
            LEAST
                .with("question_1.key", "Ticket")
                .with("question_1.prompt", "?")
                .with("question_2.key", "tIcket")
                .with("question_2.prompt", "?")
                .problems())
        .containsExactly(
            "question_2.key: invalid value \"tIcket\": expected a name that no other question"
                + " has, whatever its case");
  }

  @Example
  void refusesNamesThatMeanSomethingInATokenOrALogin() {
    for (String reserved :
        List.of(
            "sub",
            "acr",
            "amr",
            "azp",
            "aud",
            "iss",
            "exp",
            "iat",
            "nbf",
            "jti",
            "auth_time",
            "nonce",
            "roles",
            "scope",
            "realm_access",
            "resource_access",
            "SUB",
            "Realm_Access",
            "preferred_username",
            "groups",
            "sid",
            "client_id",
            "otp",
            "factor",
            "device",
            "gu")) {
      assertThat(LEAST.with("question_1.key", reserved).with("question_1.prompt", "?").problems())
          .as(reserved)
          .containsExactly(
              "question_1.key: invalid value \""
                  + reserved
                  + "\": expected a name that means nothing else in a token or"
                  + " a login");
    }
  }
}
