package io.github.keycloakduo.keycloak.claims;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.challenge.Ruling;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Outcome;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionNotesTest {
  private final FakeLogin login = new FakeLogin();

  @Test
  void sayWhatIsKnown() {
    Ruling push =
        new Ruling(
            Outcome.APPROVED,
            Optional.of(Factor.PUSH),
            Optional.of("t"),
            Optional.of("DP1"),
            Optional.empty(),
            "");

    write(Map.of(), push, Optional.of(Instant.ofEpochSecond(7)), Map.of("ticket", "4711"));

    assertThat(login.user)
        .isEqualTo(
            Map.of(
                "duo.outcome", "approved",
                "duo.factor", "push",
                "duo.time", "7",
                "duo.txid", "t",
                "duo.device", "DP1",
                "duo.identity", "alice",
                "questions.ticket", "4711"));
  }

  @Test
  void takeBackWhatAnEarlierLoginOfTheSessionSaid() {
    Map<String, String> earlier =
        Map.of("duo.time", "3", "duo.factor", "push", "questions.ticket", "4711", "other", "x");

    write(
        earlier, Ruling.of(Outcome.EXEMPT_USER, ""), Optional.empty(), Map.of("reason", "because"));

    assertThat(login.user)
        .containsEntry("duo.time", "")
        .containsEntry("duo.factor", "")
        .containsEntry("questions.ticket", "")
        .containsEntry("questions.reason", "because")
        .doesNotContainKey("other");
  }

  @Test
  void keepTheAnswersThatAnotherStepOfThisLoginGot() {
    login.user.put("questions.ticket", "4711");

    write(
        Map.of("questions.ticket", "1", "questions.reason", "old"),
        Ruling.of(Outcome.BYPASS, ""),
        Optional.empty(),
        Map.of("reason", "new"));

    assertThat(login.user)
        .containsEntry("questions.ticket", "4711")
        .containsEntry("questions.reason", "new");
  }

  private void write(
      Map<String, String> earlier,
      Ruling ruling,
      Optional<Instant> mfaAt,
      Map<String, String> answers) {
    SessionNotes.write(login.model(), earlier, ruling, Optional.of("alice"), mfaAt, answers);
  }
}
