package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.DuoAuthApi;
import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.UniversalPrompt;
import io.github.keycloakduo.policy.FailureStage;
import io.github.keycloakduo.settings.FailMode;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Asks Duo about a user exactly as a login would, and leaves it at that: nothing is started. */
public final class DuoDryRun {
  private final DuoCalls talk;
  private final Clock clock;

  public DuoDryRun(DuoAuthApi duo, FailMode failMode, Clock clock) {
    // Nothing is waited for, so there is nothing to pause.
    this.talk = new DuoCalls(duo, failMode, clock, none -> CompletableFuture.completedFuture(null));
    this.clock = clock;
  }

  /** Whether a user could be sent to Duo's own page; ends within the limit. */
  public CompletableFuture<Verdict> health(UniversalPrompt prompt, Duration limit) {
    return new PromptCalls(prompt, talk, clock)
        .contact(FailureStage.BEFORE_FACTOR, clock.instant().plus(limit));
  }

  /** What Duo wants of the user; ends within the limit. */
  public CompletableFuture<Verdict> ask(
      DuoUsername identity, Optional<String> clientIp, Duration limit) {
    return talk.preauth(
        identity, clientIp, FailureStage.BEFORE_FACTOR, clock.instant().plus(limit));
  }
}
