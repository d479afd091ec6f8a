package io.github.keycloakduo.keycloak.admin;

import io.github.keycloakduo.authentication.DuoDecision;
import io.github.keycloakduo.authentication.DuoDryRun;
import io.github.keycloakduo.keycloak.runtime.DuoServices;
import io.github.keycloakduo.mfa.ClientIp;
import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.settings.DuoMfaSettings;
import java.time.Duration;
import java.util.Optional;

/** The request to Duo of a simulated login. It is the one of a real login, and starts nothing. */
record DuoDryRunRequest(
    DuoServices services, DuoMfaSettings settings, Optional<ClientIp> clientIp) {
  /** An administrator does not wait as long as a user who logs in. */
  private static final Duration MAX_TIMEOUT = Duration.ofSeconds(10);

  private static final String ENROLS =
      "; a browser login with a password would enrol the user (duo.unenrolled=enroll)";

  DuoDryRunResult send(DuoUsername identity) {
    Duration timeout =
        settings.timeout().compareTo(MAX_TIMEOUT) < 0 ? settings.timeout() : MAX_TIMEOUT;
    DuoDryRun dryRun =
        new DuoDryRun(services.duo().authApi(settings), settings.failMode(), services.clock());
    return settings.isUniversal()
        ? dryRun
            .healthCheck(services.duo().prompt(settings), timeout)
            .join()
            .match(
                available -> new DuoDryRunResult.PromptAvailable(),
                decided -> decided(decided.decision()))
        : dryRun
            .preauth(identity, clientIp, timeout)
            .join()
            .match(
                required -> new DuoDryRunResult.FactorRequired(required.devices()),
                decided -> decided(decided.decision()));
  }

  private DuoDryRunResult decided(DuoDecision decision) {
    boolean enrols = decision.outcome() == Outcome.NOT_ENROLLED && settings.enrolsInLogin();
    String detail = enrols ? decision.detail() + ENROLS : decision.detail();
    return new DuoDryRunResult.Decided(decision.outcome(), detail, decision.asksOtherFactor());
  }
}
