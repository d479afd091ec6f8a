package io.github.keycloakduo.simulator;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Set;
import java.util.function.Consumer;

/** The long-poll: answers with the next news of a transaction, or when the poll window ends. */
final class AuthStatus implements Operation {
  private static final Set<String> PARAMETERS = Set.of("txid");

  private final Account account;
  private final Timers timers;

  AuthStatus(Account account, Timers timers) {
    this.account = account;
    this.timers = timers;
  }

  @Override
  public Future<Answer> run(Call call) {
    call.params().allowOnly(PARAMETERS);
    Transaction transaction =
        account
            .world()
            .transaction(call.params().required("txid"))
            .orElseThrow(() -> DuoFailure.invalid("txid"));
    Promise<Answer> promise = Promise.promise();
    Consumer<Transaction> waiter = news -> promise.tryComplete(Answer.ok(news.read()));
    Runnable cancelTimer =
        timers.after(
            account.settings().pollWindow, () -> promise.tryComplete(endOfWindow(transaction)));
    transaction.onNews(waiter);
    call.departure().then(() -> promise.tryFail("client gone"));
    return promise
        .future()
        .onComplete(
            done -> {
              cancelTimer.run();
              transaction.forget(waiter);
            });
  }

  private Answer endOfWindow(Transaction transaction) {
    return account.settings().pollEndsWithError
        ? DuoFailure.invalid("txid").toAnswer()
        : Answer.ok(transaction.read());
  }
}
