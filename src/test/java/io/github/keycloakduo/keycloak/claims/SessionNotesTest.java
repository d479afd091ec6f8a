package io.github.keycloakduo.keycloak.claims;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.authentication.OutcomeDetails;
import io.github.keycloakduo.mfa.ClientIp;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.PromptReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionNotesTest {
  private final FakeLogin login = new FakeLogin();

  @Test
  void sayWhatIsKnown() {
    OutcomeDetails push =
        new OutcomeDetails(
            Outcome.APPROVED,
            Optional.of(Factor.PUSH),
            Optional.of("t"),
            Optional.of("DP1"),
            Optional.empty(),
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
  void sayWhatDuoReportedOfItsOwnPageAndTakeItBackLater() {
    PromptReport report =
        new PromptReport(
            Optional.of("duo_push"),
            Optional.of("user_approved"),
            Optional.of("t"),
            Optional.of("DP1"),
            ClientIp.parse("192.0.2.1"),
            List.of("duo"));
    OutcomeDetails universal =
        new OutcomeDetails(
            Outcome.APPROVED,
            Optional.of(Factor.UNIVERSAL),
            report.txid(),
            report.deviceId(),
            Optional.of(report),
            Optional.empty(),
            "");

    write(Map.of(), universal, Optional.of(Instant.ofEpochSecond(7)), Map.of());
    assertThat(login.user)
        .containsEntry("duo.factor", "universal")
        .containsEntry("duo.prompt_factor", "duo_push")
        .containsEntry("duo.prompt_amr", "duo")
        .containsEntry("duo.prompt_ip", "192.0.2.1");

    write(
        Map.copyOf(login.user),
        OutcomeDetails.of(Outcome.EXEMPT_USER, ""),
        Optional.empty(),
        Map.of());
    assertThat(login.user)
        .containsEntry("duo.prompt_factor", "")
        .containsEntry("duo.prompt_amr", "")
        .containsEntry("duo.prompt_ip", "");
  }

  @Test
  void claimNoMethodOfDuoWithoutAFactor() {
    PromptReport report =
        new PromptReport(
            Optional.of("remembered_device"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of("mfa"));
    OutcomeDetails bypass =
        new OutcomeDetails(
            Outcome.BYPASS,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(report),
            Optional.empty(),
            "");

    write(Map.of(), bypass, Optional.empty(), Map.of());

    assertThat(login.user).containsEntry("duo.prompt_amr", "");
  }

  @Test
  void takeBackWhatAnEarlierLoginOfTheSessionSaid() {
    Map<String, String> earlier =
        Map.of("duo.time", "3", "duo.factor", "push", "questions.ticket", "4711", "other", "x");

    write(
        earlier,
        OutcomeDetails.of(Outcome.EXEMPT_USER, ""),
        Optional.empty(),
        Map.of("reason", "because"));

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
        OutcomeDetails.of(Outcome.BYPASS, ""),
        Optional.empty(),
        Map.of("reason", "new"));

    assertThat(login.user)
        .containsEntry("questions.ticket", "4711")
        .containsEntry("questions.reason", "new");
  }

  private void write(
      Map<String, String> earlier,
      OutcomeDetails ruling,
      Optional<Instant> mfaAt,
      Map<String, String> answers) {
    SessionNotes.write(login.model(), earlier, ruling, Optional.of("alice"), mfaAt, answers);
  }
}
