package io.github.keycloakduo.keycloak;

import io.github.keycloakduo.challenge.Ruling;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.PromptReport;
import java.util.Map;
import java.util.Optional;
import org.keycloak.sessions.AuthenticationSessionModel;

/** What the user session remembers of the second factor, for protocol mappers to read. */
final class SessionNotes {
  private SessionNotes() {}

  static void write(
      AuthenticationSessionModel session,
      Ruling ruling,
      Optional<String> identity,
      Map<String, String> answers) {
    answers.forEach((key, answer) -> session.setUserSessionNote("questions." + key, answer));
    session.setUserSessionNote("duo.outcome", ruling.outcome().id());
    set(session, "duo.factor", ruling.factor().map(Factor::id));
    set(session, "duo.txid", ruling.txid());
    set(session, "duo.device", ruling.deviceId());
    set(session, "duo.identity", identity);
    set(session, "duo.prompt_factor", ruling.report().flatMap(PromptReport::factor));
    set(session, "duo.prompt_ip", ruling.report().flatMap(PromptReport::clientIp));
  }

  /** What an earlier login of the same session left must not be taken for this one's. */
  private static void set(AuthenticationSessionModel session, String name, Optional<String> value) {
    session.setUserSessionNote(name, value.orElse(""));
  }
}
