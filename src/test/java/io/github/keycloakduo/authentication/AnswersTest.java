package io.github.keycloakduo.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.Question;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AnswersTest {
  private static final List<Question> ASKED =
      List.of(new Question("ticket", "Ticket?", false), new Question("why", "Why?", true));

  @Test
  void takesAnswersWithoutOuterBlanksInTheOrderOfTheQuestions() {
    Answers answers = Answers.read(ASKED, Map.of("why", "x y", "ticket", "  4711 "));

    assertThat(answers.errors()).isEmpty();
    assertThat(answers.accepted())
        .containsExactly(Map.entry("ticket", "4711"), Map.entry("why", "x y"));
  }

  @Test
  void demandsEveryAnswer() {
    assertThat(Answers.read(ASKED, Map.of("ticket", " ", "other", "x")).errors())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("ticket", AnswerError.MISSING, "why", AnswerError.MISSING));
  }

  @Test
  void takes256CharactersAndNotOneMore() {
    String longest = "\uD83D\uDE00".repeat(Question.MAX_ANSWER_LENGTH);

    assertThat(Answers.read(ASKED, Map.of("ticket", longest, "why", longest + "x")).errors())
        .containsExactly(Map.entry("why", AnswerError.TOO_LONG));
  }

  @Property
  void neverTakesAControlCharacterOrAnAnswerNobodyAskedFor(
      @ForAll String ticket, @ForAll String why, @ForAll String other) {
    Answers answers = Answers.read(ASKED, Map.of("ticket", ticket, "why", why, "other", other));

    assertThat(answers.accepted().keySet()).isSubsetOf("ticket", "why");
    assertThat(answers.accepted().values())
        .allSatisfy(
            answer -> {
              assertThat(answer.codePoints()).noneMatch(Character::isISOControl);
              assertThat(answer).isNotBlank().isEqualTo(answer.strip());
            });
    assertThat(answers.accepted().size() + answers.errors().size()).isEqualTo(2);
  }
}
