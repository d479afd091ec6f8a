package io.github.keycloakduo.keycloak.ciba;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.authentication.LoginProgress;
import io.github.keycloakduo.authentication.NextStep;
import io.github.keycloakduo.authentication.OutcomeDetails;
import io.github.keycloakduo.authentication.Progress;
import io.github.keycloakduo.authentication.Reaction;
import io.github.keycloakduo.keycloak.ciba.PushResult.Kind;
import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.policy.FactorOffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PushResultTest {
  private static final LoginProgress PROGRESS = LoginProgress.atTheDoor("id-1", "settings");
  private static final Progress TALK = Progress.fresh("id-1", "settings");
  private static final Optional<DuoUsername> AL = Optional.of(new DuoUsername("al"));

  private static PushResult finished(Outcome outcome) {
    return PushResult.of(
        new NextStep.Finish(PROGRESS, AL, OutcomeDetails.of(outcome, ""), Map.of()));
  }

  private static PushResult talked(Reaction reaction) {
    return PushResult.of(new NextStep.Talk(PROGRESS, AL, reaction));
  }

  private static Reaction choose(Optional<OutcomeDetails> refused) {
    return new Reaction.AskFactor(
        TALK,
        new FactorOffer(List.of(Factor.PUSH), List.of()),
        false,
        refused,
        Optional.of(Reaction.Hint.INTERRUPTED));
  }

  @Test
  void isApprovedByAFactor() {
    PushResult answer = finished(Outcome.APPROVED);

    assertThat(answer.kind()).isEqualTo(Kind.APPROVED);
    assertThat(answer.identity()).contains("al");
  }

  @ParameterizedTest
  @EnumSource(value = Outcome.class, mode = EnumSource.Mode.EXCLUDE, names = "APPROVED")
  void isApprovedByNothingElse(Outcome outcome) {
    assertThat(finished(outcome).kind()).isEqualTo(Kind.REFUSED);
  }

  @ParameterizedTest
  @EnumSource(Outcome.class)
  void isRefusedByEveryOutcomeButSilence(Outcome outcome) {
    OutcomeDetails ruling = OutcomeDetails.of(outcome, "");
    Kind expected = outcome == Outcome.PUSH_TIMEOUT ? Kind.UNANSWERED : Kind.REFUSED;

    assertThat(PushResult.of(new NextStep.Refuse(PROGRESS, AL, ruling, true)).kind())
        .isEqualTo(expected);
    assertThat(talked(new Reaction.Stop(TALK, ruling, Optional.empty(), true)).kind())
        .isEqualTo(expected);
    assertThat(talked(choose(Optional.of(ruling))).kind()).isEqualTo(expected);
    assertThat(talked(choose(Optional.of(ruling))).ruling()).isEqualTo(ruling);
  }

  @Test
  void isRefusedWhenNobodyKnowsWhatBecameOfAnotherPush() {
    PushResult answer = talked(choose(Optional.empty()));

    assertThat(answer.kind()).isEqualTo(Kind.REFUSED);
    assertThat(answer.ruling().outcome()).isEqualTo(Outcome.RATE_LIMITED);
  }

  @Test
  void isRefusedWhenThereAreQuestions() {
    PushResult answer =
        PushResult.of(new NextStep.AskAnswers(PROGRESS, AL, List.of(), Map.of(), Map.of()));

    assertThat(answer.kind()).isEqualTo(Kind.REFUSED);
    assertThat(answer.ruling().outcome()).isEqualTo(Outcome.CONFIG_ERROR);
  }
}
