package io.github.keycloakduo.keycloak.admin.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClientChecksTest {
  private static final CheckResult VALID = CheckResult.passed(CheckName.CONFIG, "all is valid");
  private static final CheckResult KEYS = CheckResult.passed(CheckName.KEYS, "Duo accepts them");

  private final ClientChecks checks = new ClientChecks(List.of(VALID, KEYS));

  @Test
  void saysNothingOfAClientForWhichNothingIsDifferent() {
    checks.add("shop", List.of(VALID, CheckResult.passed(CheckName.KEYS, "accepts others, too")));
    assertThat(checks.results()).containsExactly(VALID, KEYS);
  }

  @Test
  void namesEachClientForWhichACheckFails() {
    checks.add("shop", List.of(VALID, CheckResult.failed(CheckName.KEYS, "wrong key")));
    checks.add("bank", List.of(VALID, CheckResult.failed(CheckName.KEYS, "no such key")));
    assertThat(checks.results())
        .containsExactly(
            VALID,
            CheckResult.failed(
                CheckName.KEYS,
                "Duo accepts them; for the client \"shop\": wrong key; for the client \"bank\":"
                    + " no such key"));
  }

  @Test
  void failsOnlyWhereTheReasonIsAndNotWhereNothingCouldBeChecked() {
    checks.add(
        "shop",
        List.of(
            CheckResult.failed(CheckName.CONFIG, "wrong alias"),
            CheckResult.skipped(CheckName.KEYS, "the configuration is not valid")));
    assertThat(checks.results())
        .containsExactly(
            CheckResult.failed(
                CheckName.CONFIG, "all is valid; for the client \"shop\": wrong alias"),
            KEYS);
  }

  @Test
  void addsTheHintsForAClient() {
    checks.add("shop", List.of(CheckResult.passed(CheckName.CONFIG, "all is valid; mind"), KEYS));
    assertThat(checks.results().get(0).message())
        .isEqualTo("all is valid; for the client \"shop\": all is valid; mind");
    assertThat(checks.results().get(0).ok()).isTrue();
  }
}
