package io.github.keycloakduo.keycloak.claims;

import io.github.keycloakduo.challenge.Ruling;
import io.github.keycloakduo.mfa.Factor;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * What the user session remembers of the step, for protocol mappers to read. Keycloak only adds a
 * login's notes to those of an earlier login of the same session; so what is blank is absent.
 */
final class SessionNotes {
  static final String OUTCOME = "duo.outcome";
  static final String FACTOR = "duo.factor";

  /** Epoch seconds of the MFA that stands behind the login. */
  static final String TIME = "duo.time";

  /** With the key of the question behind it. */
  static final String ANSWER = "questions.";

  private SessionNotes() {}

  /**
   * Writes them.
   *
   * @param earlier notes of the session that this login goes on with
   * @param mfaAt when a real factor was shown, if any was
   * @param answers by key of the question
   */
  static void write(
      AuthenticationSessionModel login,
      Map<String, String> earlier,
      Ruling ruling,
      Optional<String> identity,
      Optional<Instant> mfaAt,
      Map<String, String> answers) {
    withdrawn(earlier, login.getUserSessionNotes().keySet())
        .forEach((name, blank) -> login.setUserSessionNote(name, blank));
    answers.forEach((key, answer) -> login.setUserSessionNote(ANSWER + key, answer));
    login.setUserSessionNote(OUTCOME, ruling.outcome().id());
    set(login, FACTOR, ruling.factor().map(Factor::id));
    set(login, TIME, mfaAt.map(instant -> Long.toString(instant.getEpochSecond())));
    set(login, "duo.txid", ruling.txid());
    set(login, "duo.device", ruling.deviceId());
    set(login, "duo.identity", identity);
  }

  /**
   * The answers of an earlier login, blank: they must not be taken for this one's.
   *
   * @param fresh names of what this login has noted so far, another step of ours included
   */
  static Map<String, String> withdrawn(Map<String, String> earlier, Set<String> fresh) {
    Map<String, String> blanks = new HashMap<>();
    earlier.keySet().stream()
        .filter(name -> name.startsWith(ANSWER) && !fresh.contains(name))
        .forEach(name -> blanks.put(name, ""));
    return blanks;
  }

  private static void set(AuthenticationSessionModel login, String name, Optional<String> value) {
    login.setUserSessionNote(name, value.orElse(""));
  }
}
