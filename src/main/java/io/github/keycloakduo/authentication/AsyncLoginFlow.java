package io.github.keycloakduo.authentication;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * A login flow for callers that see no waiting page: its result comes when there is nothing left to
 * wait for.
 */
public final class AsyncLoginFlow {
  private final LoginFlow flow;
  private final Challenges challenges;
  private final Executor executor;

  /**
   * A flow over the usual one.
   *
   * @param executor runs what comes after a wait; never an event loop
   */
  public AsyncLoginFlow(LoginFlow flow, Challenges challenges, Executor executor) {
    this.flow = flow;
    this.challenges = challenges;
    this.executor = executor;
  }

  /**
   * Answers with what a person, or the edge, has to do next; never with {@link
   * LoginResult.Pending}, unless another node runs the challenge. The policy is asked by the
   * calling thread, before this returns.
   */
  public CompletableFuture<LoginResult> handle(
      LoginContext context, Optional<LoginState> stored, UserAction action) {
    LoginResult result = flow.handle(context, stored, action);
    return settled(context.afterRequest(), result);
  }

  private CompletableFuture<LoginResult> settled(LoginContext context, LoginResult result) {
    return result
        .pending()
        .flatMap(pending -> challenges.over(pending.challenge().id()))
        .map(
            over ->
                over.thenApplyAsync(
                        ended ->
                            flow.handle(
                                context, Optional.of(result.state()), new UserAction.Refresh()),
                        executor)
                    .thenCompose(next -> settled(context, next)))
        .orElseGet(() -> CompletableFuture.completedFuture(result));
  }
}
