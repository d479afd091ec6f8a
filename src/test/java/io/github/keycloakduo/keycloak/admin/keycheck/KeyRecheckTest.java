package io.github.keycloakduo.keycloak.admin.keycheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.settings.ConfigResult;
import java.util.List;
import org.junit.jupiter.api.Test;

/** D30: keys that were put right are shown so long before the next check of all. */
class KeyRecheckTest {
  private static final IntegrationStatus GOOD = new IntegrationStatus("bank", "good", true);
  private static final IntegrationStatus BAD = new IntegrationStatus("bank", "bad", false);
  private static final IntegrationStatus REPAIRED = new IntegrationStatus("bank", "bad", true);

  @Test
  void isNeededOnlyWhereSomethingWasRefused() {
    assertThat(KeyRecheck.isNeeded(List.of())).isFalse();
    assertThat(KeyRecheck.isNeeded(List.of(GOOD))).isFalse();
    assertThat(KeyRecheck.isNeeded(List.of(GOOD, BAD))).isTrue();
  }

  @Test
  void asksDuoAboutNothingElse() {
    assertThat(recheck("good", "bad", "new").refused())
        .extracting(config -> config.reference().config())
        .containsExactly("bad");
  }

  @Test
  void showsWhatWasPutRight() {
    assertThat(recheck("good", "bad").applied(List.of(GOOD, BAD), List.of(REPAIRED)))
        .containsExactly(GOOD, REPAIRED);
  }

  @Test
  void keepsWhatIsRefusedStillOrDoesNotAnswer() {
    KeyRecheck recheck = recheck("good", "bad");

    assertThat(recheck.applied(List.of(GOOD, BAD), List.of(BAD))).containsExactly(GOOD, BAD);
    assertThat(recheck.applied(List.of(GOOD, BAD), List.of())).containsExactly(GOOD, BAD);
  }

  @Test
  void dropsWhatIsNotInUseAnyMore() {
    assertThat(recheck("good").applied(List.of(GOOD, BAD), List.of())).containsExactly(GOOD);
  }

  /** The check of all may have come between, on another node. */
  @Test
  void undoesNoNewerResult() {
    assertThat(recheck("bad").applied(List.of(REPAIRED), List.of(BAD))).containsExactly(REPAIRED);
  }

  private static KeyRecheck recheck(String... inUse) {
    return KeyRecheck.of(
        List.of(GOOD, BAD),
        List.of(inUse).stream()
            .map(
                alias ->
                    new ConfigInUse(
                        new ConfigReference("bank", alias), new ConfigResult.Invalid(List.of())))
            .toList());
  }
}
