package io.github.keycloakduo.authentication;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The line of a login for those who see no waiting page: what would be told to a browser's next
 * look comes when it is there.
 */
public final class AsyncLoginFlow {
  private final LoginFlow line;
  private final Challenges challenges;
  private final Executor executor;

  /**
   * A line over the usual one.
   *
   * @param executor runs what comes after a wait; never an event loop
   */
  public AsyncLoginFlow(LoginFlow line, Challenges challenges, Executor executor) {
    this.line = line;
    this.challenges = challenges;
    this.executor = executor;
  }

  /**
   * Answers with what a person, or the edge, has to do next; never with patience. The policy is
   * asked by the calling thread, before this returns.
   */
  public CompletableFuture<NextStep> on(
      Arrival arrival, Optional<LoginProgress> stored, UserAction move) {
    return settled(arrival, line.on(arrival, stored, move));
  }

  private CompletableFuture<NextStep> settled(Arrival arrival, NextStep step) {
    return wait(step)
        .map(
            over ->
                over.thenApplyAsync(
                        ignored ->
                            line.on(arrival, Optional.of(step.progress()), new UserAction.Look()),
                        executor)
                    .thenCompose(next -> settled(arrival, next)))
        .orElseGet(() -> CompletableFuture.completedFuture(step));
  }

  private Optional<CompletableFuture<Void>> wait(NextStep step) {
    return step instanceof NextStep.Talk talk && talk.reaction() instanceof Reaction.AskPatience ask
        ? challenges.over(ask.challenge().id())
        : Optional.empty();
  }
}
