package io.github.keycloakduo.settings;

import io.github.keycloakduo.mfa.Question;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The reader of the sections {@code question_1} to {@code question_5}. */
final class QuestionOptions {
  private static final Pattern KEY = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

  private record Section(SettingKey key, SettingKey prompt, SettingKey disableEcho) {}

  private static final List<Section> SECTIONS =
      List.of(
          new Section(
              SettingKey.QUESTION_1_KEY,
              SettingKey.QUESTION_1_PROMPT,
              SettingKey.QUESTION_1_DISABLE_ECHO),
          new Section(
              SettingKey.QUESTION_2_KEY,
              SettingKey.QUESTION_2_PROMPT,
              SettingKey.QUESTION_2_DISABLE_ECHO),
          new Section(
              SettingKey.QUESTION_3_KEY,
              SettingKey.QUESTION_3_PROMPT,
              SettingKey.QUESTION_3_DISABLE_ECHO),
          new Section(
              SettingKey.QUESTION_4_KEY,
              SettingKey.QUESTION_4_PROMPT,
              SettingKey.QUESTION_4_DISABLE_ECHO),
          new Section(
              SettingKey.QUESTION_5_KEY,
              SettingKey.QUESTION_5_PROMPT,
              SettingKey.QUESTION_5_DISABLE_ECHO));

  private final OptionReader reader;
  private final Set<String> keys = new HashSet<>();

  private QuestionOptions(OptionReader reader) {
    this.reader = reader;
  }

  static List<Question> read(OptionReader reader) {
    QuestionOptions options = new QuestionOptions(reader);
    List<Question> questions = new ArrayList<>();
    SECTIONS.forEach(section -> options.question(section).ifPresent(questions::add));
    return questions;
  }

  private Optional<Question> question(Section section) {
    Optional<String> key = reader.text(section.key());
    Optional<String> prompt = reader.text(section.prompt());
    boolean hidesInput = reader.flag(section.disableEcho());
    if (key.isPresent() && prompt.isEmpty()) {
      reader.missingFor(section.prompt(), section.key());
    }
    if (key.isEmpty() && prompt.isPresent()) {
      reader.missingFor(section.key(), section.prompt());
    }
    key.ifPresent(name -> check(section.key(), name));
    return key.map(name -> new Question(name, prompt.orElse(""), hidesInput));
  }

  private void check(SettingKey key, String name) {
    if (!KEY.matcher(name).matches()) {
      reader.reject(
          key, name, "a letter and up to 63 more letters, digits, hyphens and underscores");
    } else if (ReservedNames.contains(name)) {
      reader.reject(key, name, "a name that means nothing else in a token or a login");
    } else if (!keys.add(name.toLowerCase(Locale.ROOT))) {
      reader.reject(key, name, "a name that no other question has, whatever its case");
    }
  }
}
