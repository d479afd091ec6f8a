package io.github.keycloakduo.keycloak.admin.keycheck;

import io.github.keycloakduo.mfa.Result;
import io.github.keycloakduo.settings.ConfigResult;
import io.github.keycloakduo.settings.DuoMfaSettings;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** One run of the check over many configurations, one after the other. */
final class KeyCheckRun {
  private final Function<DuoMfaSettings, Supplier<Result<Long>>> signed;
  private final Consumer<String> warnings;
  private final Clock clock;

  /**
   * Checks nothing yet.
   *
   * @param signed the call that shows whether Duo accepts the keys
   * @param warnings receives each sentence that an administrator must read
   */
  KeyCheckRun(
      Function<DuoMfaSettings, Supplier<Result<Long>>> signed,
      Consumer<String> warnings,
      Clock clock) {
    this.signed = signed;
    this.warnings = warnings;
    this.clock = clock;
  }

  /** The status of each; those of which nothing is known are left out. */
  List<IntegrationStatus> check(List<ConfigInUse> configs) {
    List<IntegrationStatus> statuses = new ArrayList<>();
    for (ConfigInUse config : configs) {
      ConfigReference reference = config.reference();
      Optional<KeyCheckResult> result = check(config);
      result
          .flatMap(KeyCheckResult::warning)
          .ifPresent(text -> warnings.accept(reference.describe() + " " + text));
      result
          .flatMap(KeyCheckResult::ok)
          .ifPresent(ok -> statuses.add(IntegrationStatus.of(reference, ok)));
    }
    return statuses;
  }

  /** One failure keeps no other configuration from being checked. */
  private Optional<KeyCheckResult> check(ConfigInUse config) {
    try {
      return Optional.of(check(config.settings()));
    } catch (RuntimeException | LinkageError e) {
      warnings.accept(CheckFailure.describe(config.reference().describe(), e));
      return Optional.empty();
    }
  }

  private KeyCheckResult check(ConfigResult settings) {
    return settings.match(
        valid -> call(valid.settings()), invalid -> KeyCheckResult.invalid(invalid.problems()));
  }

  private KeyCheckResult call(DuoMfaSettings settings) {
    Supplier<Result<Long>> call = signed.apply(settings);
    Instant asked = clock.instant();
    Result<Long> result = call.get();
    return KeyCheckResult.of(result, asked, clock.instant());
  }
}
