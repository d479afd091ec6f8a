package io.github.keycloakduo.keycloak.claims;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.authentication.OutcomeDetails;
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
    OutcomeDetails ruling =
        new OutcomeDetails(
            Outcome.APPROVED,
            Optional.of(Factor.PUSH),
            Optional.of("tx"),
            Optional.of("DP1"),
            Optional.empty(),
            Optional.empty(),
            "");

    assertThat(CibaNotes.of(ruling, Optional.of("al"), NOW, Optional.of("place")))
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
                OutcomeDetails.of(Outcome.APPROVED, ""), Optional.empty(), NOW, Optional.empty()))
        .containsOnlyKeys("duo.outcome", "duo.time");
  }
}
