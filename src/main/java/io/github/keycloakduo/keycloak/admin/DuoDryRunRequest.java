package io.github.keycloakduo.keycloak.admin;

import io.github.keycloakduo.authentication.DuoDryRun;
import io.github.keycloakduo.authentication.Verdict;
import io.github.keycloakduo.keycloak.runtime.DuoRuntime;
import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.settings.DuoMfaSettings;
import java.time.Duration;
import java.util.Optional;

/** The request to Duo of a simulated login. It is the one of a real login, and starts nothing. */
record DuoDryRunRequest(DuoRuntime runtime, DuoMfaSettings settings, Optional<String> clientIp) {
  /** An administrator does not wait as long as a user who logs in. */
  private static final Duration MAX_TIMEOUT = Duration.ofSeconds(10);

  DuoDryRunResult send(DuoUsername identity) {
    Duration timeout =
        settings.timeout().compareTo(MAX_TIMEOUT) < 0 ? settings.timeout() : MAX_TIMEOUT;
    DuoDryRun dryRun = new DuoDryRun(runtime.duo(settings), settings.failMode(), runtime.clock());
    return result(
        (settings.isUniversal()
                ? dryRun.health(runtime.prompt(settings), timeout)
                : dryRun.ask(identity, clientIp, timeout))
            .join());
  }

  private static DuoDryRunResult result(Verdict verdict) {
    if (verdict instanceof Verdict.Choose choose) {
      return new DuoDryRunResult.FactorRequired(choose.devices());
    }
    if (verdict instanceof Verdict.Healthy) {
      return new DuoDryRunResult.PromptAvailable();
    }
    if (verdict instanceof Verdict.Decided decided) {
      return new DuoDryRunResult.Decided(decided.outcome(), decided.detail());
    }
    throw new IllegalStateException("neither preauth nor health check ends with " + verdict);
  }
}
