package io.github.keycloakduo.keycloak.ciba;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.authentication.ChallengeState;
import io.github.keycloakduo.authentication.LoginResult;
import io.github.keycloakduo.authentication.LoginState;
import io.github.keycloakduo.authentication.OutcomeDetails;
import io.github.keycloakduo.keycloak.ciba.PushResult.Kind;
import io.github.keycloakduo.mfa.Deadline;
import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.policy.FactorOffer;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PushResultTest {
  private static final LoginState STATE = LoginState.notStarted("id-1", "config");
  private static final Optional<DuoUsername> AL = Optional.of(new DuoUsername("al"));

  private static PushResult authenticated(Outcome outcome) {
    return PushResult.of(
        new LoginResult.Authenticated(STATE, AL, OutcomeDetails.of(outcome, ""), Map.of()));
  }

  private static LoginResult factorRequired(Optional<OutcomeDetails> rejected) {
    return new LoginResult.FactorRequired(
        STATE,
        AL,
        new FactorOffer(List.of(Factor.PUSH), List.of()),
        false,
        rejected,
        Optional.of(LoginResult.Hint.INTERRUPTED));
  }

  @Test
  void isApprovedByAFactor() {
    PushResult answer = authenticated(Outcome.APPROVED);

    assertThat(answer.kind()).isEqualTo(Kind.APPROVED);
    assertThat(answer.identity()).contains("al");
  }

  @ParameterizedTest
  @EnumSource(value = Outcome.class, mode = EnumSource.Mode.EXCLUDE, names = "APPROVED")
  void isApprovedByNothingElse(Outcome outcome) {
    assertThat(authenticated(outcome).kind()).isEqualTo(Kind.REFUSED);
  }

  @ParameterizedTest
  @EnumSource(Outcome.class)
  void isRefusedByEveryOutcomeButSilence(Outcome outcome) {
    OutcomeDetails details = OutcomeDetails.of(outcome, "");
    Kind expected = outcome == Outcome.PUSH_TIMEOUT ? Kind.UNANSWERED : Kind.REFUSED;

    for (boolean byDuo : new boolean[] {false, true}) {
      PushResult rejected =
          PushResult.of(
              new LoginResult.Rejected(STATE, AL, details, Optional.empty(), byDuo, true));
      assertThat(rejected).isEqualTo(new PushResult(expected, details, Optional.of("al")));
    }
    assertThat(PushResult.of(factorRequired(Optional.of(details))))
        .isEqualTo(new PushResult(expected, details, Optional.of("al")));
  }

  static List<LoginResult> unfinished() {
    ChallengeState challenge =
        new ChallengeState(
            "c1",
            "tab",
            Optional.of(Factor.PUSH),
            Optional.empty(),
            Optional.empty(),
            new Deadline(Instant.EPOCH),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return List.of(
        factorRequired(Optional.empty()),
        new LoginResult.Pending(STATE, AL, challenge, true),
        new LoginResult.Redirect(STATE, AL, URI.create("https://duo.test/")));
  }

  @ParameterizedTest
  @MethodSource("unfinished")
  void isRefusedWhenNobodyKnowsWhatBecameOfAnotherPush(LoginResult result) {
    PushResult answer = PushResult.of(result);

    assertThat(answer.kind()).isEqualTo(Kind.REFUSED);
    assertThat(answer.details().outcome()).isEqualTo(Outcome.RATE_LIMITED);
    assertThat(answer.identity()).contains("al");
  }

  @Test
  void isRefusedWhenThereAreQuestions() {
    PushResult answer =
        PushResult.of(new LoginResult.QuestionsRequired(STATE, AL, List.of(), Map.of(), Map.of()));

    assertThat(answer.kind()).isEqualTo(Kind.REFUSED);
    assertThat(answer.details().outcome()).isEqualTo(Outcome.CONFIG_ERROR);
  }
}
