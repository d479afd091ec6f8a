package io.github.keycloakduo.keycloak.claims;

import io.github.keycloakduo.settings.ReservedNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The {@code duo_mfa} claim. */
final class MfaClaim {
  static final String NAME = "duo_mfa";

  private MfaClaim() {}

  /**
   * The claim of a session.
   *
   * @param notes of the user session; without those of our step there is no claim
   */
  static Optional<Map<String, Object>> of(Map<String, String> notes) {
    return text(notes, SessionNotes.OUTCOME).map(outcome -> claim(outcome, notes));
  }

  private static Map<String, Object> claim(String outcome, Map<String, String> notes) {
    Map<String, Object> claim = new LinkedHashMap<>();
    claim.put("outcome", outcome);
    text(notes, SessionNotes.FACTOR).ifPresent(factor -> claim.put("factor", factor));
    text(notes, SessionNotes.TIME)
        .flatMap(MfaClaim::number)
        .ifPresent(time -> claim.put("time", time));
    text(notes, SessionNotes.PROMPT_AMR)
        .ifPresent(words -> claim.put("amr", List.of(words.split(" "))));
    claim.put("answers", answers(notes));
    Map<String, Object> prompt = prompt(notes);
    if (!prompt.isEmpty()) {
      claim.put("prompt", prompt);
    }
    return claim;
  }

  /** What Duo reported of a visit to its own page; nothing in the other mode. */
  private static Map<String, Object> prompt(Map<String, String> notes) {
    Map<String, Object> prompt = new LinkedHashMap<>();
    text(notes, SessionNotes.PROMPT_FACTOR).ifPresent(word -> prompt.put("factor", word));
    text(notes, SessionNotes.PROMPT_IP).ifPresent(address -> prompt.put("ip", address));
    if (!prompt.isEmpty()) {
      text(notes, SessionNotes.TXID).ifPresent(txid -> prompt.put("txid", txid));
      text(notes, SessionNotes.DEVICE).ifPresent(device -> prompt.put("device", device));
    }
    return prompt;
  }

  /** Whatever the notes say, nobody may find an answer where he looks for what Keycloak says. */
  private static Map<String, String> answers(Map<String, String> notes) {
    Map<String, String> answers = new TreeMap<>();
    notes.forEach(
        (name, answer) -> {
          if (name.startsWith(SessionNotes.ANSWER) && !answer.isBlank()) {
            answers.put(name.substring(SessionNotes.ANSWER.length()), answer);
          }
        });
    answers.keySet().removeIf(ReservedNames::contains);
    return answers;
  }

  private static Optional<Long> number(String text) {
    try {
      return Optional.of(Long.valueOf(text));
    } catch (NumberFormatException foreign) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(Map<String, String> notes, String name) {
    return Optional.ofNullable(notes.get(name)).filter(text -> !text.isBlank());
  }
}
