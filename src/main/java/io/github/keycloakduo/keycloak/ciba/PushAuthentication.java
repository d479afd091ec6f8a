package io.github.keycloakduo.keycloak.ciba;

import io.github.keycloakduo.authentication.AsyncLoginFlow;
import io.github.keycloakduo.authentication.LoginContext;
import io.github.keycloakduo.authentication.LoginFlow;
import io.github.keycloakduo.authentication.LoginResult;
import io.github.keycloakduo.authentication.UserAction;
import io.github.keycloakduo.mfa.Deadline;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.VerifiedPush;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** An authentication by one push. No thread is held while the user has not answered. */
final class PushAuthentication {
  static final String ANOTHER = "another push of this kind waits for the user's answer";
  static final String LATE = "the request had expired before a push could be sent";

  static final String GONE = "Duo does not know the device of the push any more";

  private final LoginFlow flow;
  private final AsyncLoginFlow asyncFlow;
  private final Clock clock;

  PushAuthentication(LoginFlow flow, AsyncLoginFlow asyncFlow, Clock clock) {
    this.flow = flow;
    this.asyncFlow = asyncFlow;
    this.clock = clock;
  }

  /**
   * Asks Duo and sends the push. The policy is asked by the calling thread, before this returns.
   */
  CompletableFuture<PushResult> run(LoginContext context, Deadline deadline) {
    // The user may take minutes to answer: the request's session must not live as long.
    LoginContext later = context.afterRequest();
    return asyncFlow
        .handle(left(context, deadline), Optional.empty(), new UserAction.Refresh())
        .thenCompose(
            result ->
                result
                    .factorRequired()
                    .filter(required -> required.rejected().isEmpty())
                    .map(required -> push(later, required, deadline, true))
                    .orElseGet(() -> CompletableFuture.completedFuture(PushResult.of(result))));
  }

  private CompletableFuture<PushResult> push(
      LoginContext context,
      LoginResult.FactorRequired required,
      Deadline deadline,
      boolean mayChange) {
    if (deadline.isOver(clock.instant())) {
      return completed(Outcome.PUSH_TIMEOUT, LATE);
    }
    if (required.state().demandsVerifiedPush()) {
      return completed(Outcome.NO_CAPABLE_DEVICE, VerifiedPush.NEEDS_A_PAGE);
    }
    LoginContext pushing = left(context, deadline);
    LoginResult started =
        flow.handle(
            pushing, Optional.of(required.state()), UserAction.SubmitFactor.of(Factor.PUSH.id()));
    return started
        .pending()
        .map(
            pending ->
                pending.otherTab()
                    ? completed(Outcome.RATE_LIMITED, ANOTHER)
                    : asyncFlow
                        .handle(pushing, Optional.of(pending.state()), new UserAction.Refresh())
                        .thenCompose(end -> ended(context, end, deadline, mayChange)))
        .orElseGet(() -> ended(context, started, deadline, mayChange));
  }

  /** Where the device was gone, the push goes once to another; nobody can be asked which. */
  private CompletableFuture<PushResult> ended(
      LoginContext context, LoginResult end, Deadline deadline, boolean mayChange) {
    return end.offerChanged()
        .map(
            required ->
                mayChange
                    ? push(context, required, deadline, false)
                    : completed(Outcome.NO_CAPABLE_DEVICE, GONE))
        .orElseGet(() -> CompletableFuture.completedFuture(PushResult.of(end)));
  }

  private static CompletableFuture<PushResult> completed(Outcome outcome, String detail) {
    return CompletableFuture.completedFuture(PushResult.refused(outcome, detail));
  }

  private LoginContext left(LoginContext context, Deadline deadline) {
    return context.withTimeout(deadline.left(clock.instant()));
  }
}
