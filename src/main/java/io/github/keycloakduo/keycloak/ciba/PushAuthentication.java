package io.github.keycloakduo.keycloak.ciba;

import io.github.keycloakduo.authentication.Arrival;
import io.github.keycloakduo.authentication.AsyncLoginFlow;
import io.github.keycloakduo.authentication.LoginFlow;
import io.github.keycloakduo.authentication.NextStep;
import io.github.keycloakduo.authentication.Reaction;
import io.github.keycloakduo.authentication.Terms;
import io.github.keycloakduo.authentication.UserAction;
import io.github.keycloakduo.gateway.VerifiedPushes;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Asks Duo, sends one push, and waits for what comes of it. No thread is held meanwhile. */
final class PushAuthentication {
  static final String ANOTHER = "another push of this kind waits for the user's answer";
  static final String LATE = "the request had expired before a push could be sent";

  private final LoginFlow line;
  private final AsyncLoginFlow unattended;
  private final Clock clock;

  PushAuthentication(LoginFlow line, AsyncLoginFlow unattended, Clock clock) {
    this.line = line;
    this.unattended = unattended;
    this.clock = clock;
  }

  /** The policy is asked by the calling thread, before this returns. */
  CompletableFuture<PushResult> run(Arrival arrival, Instant end) {
    return unattended
        .on(arrival.on(left(end)), Optional.empty(), new UserAction.Look())
        .thenCompose(
            step ->
                isOffer(step)
                    ? push(arrival, step, end)
                    : CompletableFuture.completedFuture(PushResult.of(step)));
  }

  private static boolean isOffer(NextStep step) {
    return step instanceof NextStep.Talk talk
        && talk.reaction() instanceof Reaction.AskFactor ask
        && ask.refused().isEmpty();
  }

  private CompletableFuture<PushResult> push(Arrival arrival, NextStep offered, Instant end) {
    if (!clock.instant().isBefore(end)) {
      return completed(Outcome.PUSH_TIMEOUT, LATE);
    }
    if (VerifiedPushes.areDemanded(offered.progress())) {
      return completed(Outcome.NO_CAPABLE_DEVICE, VerifiedPushes.WHY_NOT);
    }
    Arrival pushing = arrival.on(left(end));
    NextStep started =
        line.on(
            pushing,
            Optional.of(offered.progress()),
            new UserAction.Submit("", Factor.PUSH.id(), ""));
    if (!(started instanceof NextStep.Talk talk)
        || !(talk.reaction() instanceof Reaction.AskPatience ask)) {
      return CompletableFuture.completedFuture(PushResult.of(started));
    }
    if (ask.otherTab()) {
      return completed(Outcome.RATE_LIMITED, ANOTHER);
    }
    return unattended
        .on(pushing, Optional.of(started.progress()), new UserAction.Look())
        .thenApply(PushResult::of);
  }

  private static CompletableFuture<PushResult> completed(Outcome outcome, String detail) {
    return CompletableFuture.completedFuture(PushResult.refused(outcome, detail));
  }

  private Terms left(Instant end) {
    Duration left = Duration.between(clock.instant(), end);
    return Terms.ofCaller(left.isNegative() ? Duration.ZERO : left);
  }
}
