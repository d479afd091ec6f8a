package io.github.keycloakduo.keycloak.claims;

import io.github.keycloakduo.authentication.OutcomeDetails;
import io.github.keycloakduo.mfa.ClientIp;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.PromptReport;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The user-session notes of a login, for protocol mappers to read. Keycloak only adds a login's
 * notes to those of an earlier login of the same session; so what is blank is absent.
 */
final class SessionNotes {
  static final String OUTCOME = "duo.outcome";
  static final String FACTOR = "duo.factor";

  /** Epoch seconds of the MFA that stands behind the login. */
  static final String TIME = "duo.time";

  static final String TXID = "duo.txid";
  static final String DEVICE = "duo.device";

  static final String IDENTITY = "duo.identity";

  /** Duo's word for what the user did on its own page. */
  static final String PROMPT_FACTOR = "duo.prompt_factor";

  /** The address of the browser as Duo's own page saw it. */
  static final String PROMPT_IP = "duo.prompt_ip";

  /** Duo's {@code amr}, its words separated by blanks; only of a factor that let in. */
  static final String PROMPT_AMR = "duo.prompt_amr";

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
      OutcomeDetails details,
      Optional<String> identity,
      Optional<Instant> mfaAt,
      Map<String, String> answers) {
    withdrawn(earlier, login.getUserSessionNotes().keySet())
        .forEach((name, blank) -> login.setUserSessionNote(name, blank));
    answers.forEach((key, answer) -> login.setUserSessionNote(ANSWER + key, answer));
    login.setUserSessionNote(OUTCOME, details.outcome().id());
    set(login, FACTOR, details.factor().map(Factor::id));
    set(login, TIME, mfaAt.map(instant -> Long.toString(instant.getEpochSecond())));
    set(login, TXID, details.txid());
    set(login, DEVICE, details.deviceId());
    if (details.report().isPresent()
        || earlier.containsKey(PROMPT_FACTOR)
        || earlier.containsKey(PROMPT_AMR)) {
      set(login, PROMPT_FACTOR, details.report().flatMap(PromptReport::factor));
      set(login, PROMPT_AMR, amr(details));
      set(login, PROMPT_IP, details.report().flatMap(PromptReport::clientIp).map(ClientIp::text));
    }
    set(login, IDENTITY, identity);
  }

  /** A way in without a factor claims no method, whatever Duo writes of it. */
  private static Optional<String> amr(OutcomeDetails details) {
    return details
        .report()
        .filter(report -> details.outcome() == Outcome.APPROVED)
        .map(report -> String.join(" ", report.amr()));
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
