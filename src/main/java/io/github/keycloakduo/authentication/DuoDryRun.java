package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.ClientIp;
import io.github.keycloakduo.mfa.Deadline;
import io.github.keycloakduo.mfa.DuoAuthApi;
import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.UniversalPrompt;
import io.github.keycloakduo.policy.FailureStage;
import io.github.keycloakduo.settings.FailMode;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The questions of a login to Duo without the login: nothing is started. */
public final class DuoDryRun {
  private final DuoCalls calls;
  private final Clock clock;

  public DuoDryRun(DuoAuthApi duo, FailMode failMode, Clock clock) {
    // Nothing is waited for, so there is nothing to delay.
    this.calls =
        new DuoCalls(duo, failMode, clock, none -> CompletableFuture.completedFuture(null));
    this.clock = clock;
  }

  /** Whether a user could be sent to Duo's Universal Prompt; ends within the limit. */
  public CompletableFuture<PromptHealthResult> healthCheck(UniversalPrompt prompt, Duration limit) {
    return new PromptCalls(prompt, calls, clock)
        .healthCheck(FailureStage.BEFORE_FACTOR, Deadline.in(limit, clock.instant()));
  }

  /** What Duo wants of the user; ends within the limit. */
  public CompletableFuture<PreauthResult> preauth(
      DuoUsername username, Optional<ClientIp> clientIp, Duration limit) {
    return calls.preauth(
        username, clientIp, FailureStage.BEFORE_FACTOR, Deadline.in(limit, clock.instant()));
  }
}
