package io.github.keycloakduo.keycloak.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MfaClaimTest {

  @Test
  void saysNothingOfASessionWithoutTheStep() {
    assertThat(MfaClaim.of(Map.of())).isEmpty();
    assertThat(MfaClaim.of(Map.of("duo.outcome", "", "duo.factor", "push"))).isEmpty();
    assertThat(MfaClaim.of(Map.of("questions.ticket", "4711"))).isEmpty();
  }

  @Test
  void saysHowAndWhenAndWhatWasAnswered() {
    Map<String, String> notes =
        Map.of(
            "duo.outcome", "approved",
            "duo.factor", "push",
            "duo.time", "1700000000",
            "duo.txid", "t",
            "duo.identity", "alice",
            "questions.ticket", "4711");

    assertThat(MfaClaim.of(notes))
        .contains(
            Map.of(
                "outcome",
                "approved",
                "factor",
                "push",
                "time",
                1700000000L,
                "answers",
                Map.of("ticket", "4711")));
  }

  @Test
  void saysWhatDuoReportedOfItsOwnPage() {
    Map<String, String> notes =
        Map.of(
            "duo.outcome", "approved",
            "duo.factor", "universal",
            "duo.prompt_factor", "duo_push",
            "duo.prompt_ip", "192.0.2.1",
            "duo.txid", "t",
            "duo.device", "DP1");

    assertThat(MfaClaim.of(notes).orElseThrow().get("prompt"))
        .isEqualTo(Map.of("factor", "duo_push", "ip", "192.0.2.1", "txid", "t", "device", "DP1"));
  }

  @Test
  void saysDuosMethods() {
    Map<String, String> notes =
        Map.of(
            "duo.outcome", "approved",
            "duo.factor", "universal",
            "duo.prompt_amr", "mfa hwk");

    assertThat(MfaClaim.of(notes).orElseThrow()).containsEntry("amr", List.of("mfa", "hwk"));
  }

  @Test
  void leavesOutWhatIsBlank() {
    Map<String, String> notes =
        Map.of("duo.outcome", "bypass", "duo.factor", "", "duo.time", "", "questions.ticket", "");

    assertThat(MfaClaim.of(notes)).contains(Map.of("outcome", "bypass", "answers", Map.of()));
  }

  @Test
  void leavesOutATimeThatIsNone() {
    assertThat(MfaClaim.of(Map.of("duo.outcome", "approved", "duo.time", "soon")))
        .contains(Map.of("outcome", "approved", "answers", Map.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sub", "acr", "AMR", "roles", "duo_mfa", "otp"})
  void neverHasAnAnswerOfAReservedName(String name) {
    assertThat(MfaClaim.of(Map.of("duo.outcome", "approved", "questions." + name, "admin")))
        .contains(Map.of("outcome", "approved", "answers", Map.of()));
  }

  @Property
  void hasNothingButItsOwnMembers(@ForAll Map<String, String> notes) {
    assertThat(MfaClaim.of(notes).map(Map::keySet).orElse(Set.of()))
        .isSubsetOf("outcome", "factor", "time", "amr", "answers", "prompt");
  }
}
