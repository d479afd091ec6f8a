package io.github.keycloakduo.keycloak.admin.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.keycloakduo.directory.DirectoryProbeResult;
import io.github.keycloakduo.policy.LoginStep;
import io.github.keycloakduo.policy.StepWarning;
import io.github.keycloakduo.settings.AllowedRoutes;
import io.github.keycloakduo.settings.ConfigResult;
import io.github.keycloakduo.settings.SettingsParser;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigChecksTest {
  @Test
  void tellsMistakesFromWhatTheVaultLacks() {
    List<CheckResult> both = invalid(Map.of("duo.skey", "${vault.key}", "duo.timeout", "soon"));

    assertThat(both).hasSize(9).noneMatch(CheckResult::ok);
    assertThat(both.get(0).message()).contains("duo.timeout").doesNotContain("duo.skey");
    assertThat(both.get(1).message()).contains("duo.skey", "key");

    List<CheckResult> vault = invalid(Map.of("duo.skey", "${vault.key}"));
    assertThat(vault.get(0).ok()).isTrue();
    assertThat(vault.get(1).ok()).isFalse();
    assertThat(vault.get(8).message()).isEqualTo("not checked, because the vault lacks an entry");

    List<CheckResult> options = invalid(Map.of("duo.skey", ""));
    assertThat(options.get(0).message()).contains("duo.skey is missing");
    assertThat(options.get(1).ok()).isTrue();
  }

  @Test
  void takesNoOptionForAnEntryOfTheVaultByItsName() {
    List<CheckResult> checks = invalid(Map.of("a: the vault has no entry for b", "c"));
    assertThat(checks.get(0).ok()).isFalse();
    assertThat(checks.get(0).message()).contains("is not an option of this extension");
    assertThat(checks.get(1).ok()).isTrue();
  }

  @Test
  void addsHintsToWhatIsValid() {
    assertThat(
            ConfigChecks.valid(
                List.of(), List.of(new StepWarning(LoginStep.MAPPING, "a hint")), true))
        .allMatch(CheckResult::ok)
        .extracting(CheckResult::message)
        .first()
        .asString()
        .contains("a hint");
    assertThat(ConfigChecks.valid(List.of("a problem"), List.of(), false).get(0))
        .isEqualTo(new CheckResult(CheckName.CONFIG, false, "a problem"));
  }

  @Test
  void tellsBindFromSearch() {
    assertThat(DirectoryChecks.notConfigured()).allMatch(CheckResult::ok);
    assertThat(DirectoryChecks.of(DirectoryProbeResult.noBind("closed")))
        .extracting(CheckResult::ok, CheckResult::message)
        .containsExactly(
            tuple(false, "closed"),
            tuple(false, "not checked, because the directory lets nobody ask"));
    assertThat(
            DirectoryChecks.of(
                new DirectoryProbeResult(Optional.empty(), Optional.of("no base"), false)))
        .extracting(CheckResult::ok)
        .containsExactly(true, false);
    assertThat(
            DirectoryChecks.of(new DirectoryProbeResult(Optional.empty(), Optional.empty(), false)))
        .allMatch(CheckResult::ok);
  }

  private static List<CheckResult> invalid(Map<String, String> changes) {
    Map<String, String> options =
        new HashMap<>(
            Map.of(
                "duo.ikey", "DIABCDEFGHIJKLMNOPQR",
                "duo.skey", "0123456789012345678901234567890123456789",
                "duo.host", "api-01234567.duosecurity.com"));
    options.putAll(changes);
    return ConfigChecks.invalid(
        (ConfigResult.Invalid)
            new SettingsParser(AllowedRoutes.DEFAULT).parse(options, none -> Optional.empty()));
  }
}
