package io.github.keycloakduo.keycloak.ciba;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.challenge.Ruling;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Outcome;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CibaNotesTest {
  private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

  @Test
  void tellWhatTheNotesOfEveryOtherLoginTell() {
    Ruling ruling =
        new Ruling(
            Outcome.APPROVED,
            Optional.of(Factor.PUSH),
            Optional.of("tx"),
            Optional.of("DP1"),
            Optional.empty(),
            "");

    assertThat(CibaNotes.of(answer(ruling, Optional.of("al")), NOW, Optional.of("place")))
        .isEqualTo(
            Map.of(
                "duo.outcome", "approved",
                "duo.factor", "push",
                "duo.txid", "tx",
                "duo.device", "DP1",
                "duo.identity", "al",
                "duo.time", "1700000000",
                "duo.place", "place"));
  }

  @Test
  void leaveOutWhatIsUnknown() {
    assertThat(
            CibaNotes.of(
                answer(Ruling.of(Outcome.APPROVED, ""), Optional.empty()), NOW, Optional.empty()))
        .containsOnlyKeys("duo.outcome", "duo.time");
  }

  private static PushAnswer answer(Ruling ruling, Optional<String> identity) {
    return new PushAnswer(PushAnswer.Kind.APPROVED, ruling, identity);
  }
}
