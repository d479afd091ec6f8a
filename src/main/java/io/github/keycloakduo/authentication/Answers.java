package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.Question;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The answers of a user to the extra questions.
 *
 * @param accepted by key; outer blanks are gone
 * @param errors by key; empty when every answer can be taken
 */
record Answers(Map<String, String> accepted, Map<String, AnswerError> errors) {

  static Answers read(List<Question> questions, Map<String, String> typed) {
    Map<String, String> accepted = new LinkedHashMap<>();
    Map<String, AnswerError> errors = new LinkedHashMap<>();
    for (Question question : questions) {
      String answer = typed.getOrDefault(question.key(), "").strip();
      if (answer.isEmpty()) {
        errors.put(question.key(), AnswerError.MISSING);
      } else if (answer.codePointCount(0, answer.length()) > Question.MAX_ANSWER_LENGTH) {
        errors.put(question.key(), AnswerError.TOO_LONG);
      } else if (answer.codePoints().anyMatch(Answers::isUnprintable)) {
        errors.put(question.key(), AnswerError.CHARACTERS);
      } else {
        accepted.put(question.key(), answer);
      }
    }
    return new Answers(accepted, errors);
  }

  private static boolean isUnprintable(int character) {
    int type = Character.getType(character);
    return type == Character.CONTROL
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }
}
