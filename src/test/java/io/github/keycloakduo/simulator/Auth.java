package io.github.keycloakduo.simulator;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Map;
import java.util.function.Consumer;

/** Starts an authentication; waits for its outcome unless the caller asked for a transaction. */
final class Auth implements Operation {
  private final Account account;
  private final Timers timers;

  Auth(Account account, Timers timers) {
    this.account = account;
    this.timers = timers;
  }

  @Override
  public Future<Answer> run(Call call) {
    Params params = call.params();
    Factor factor = FactorParameters.read(params);
    SimulatedUser user =
        new Identification(account.world())
            .find(params)
            .filter(known -> known.status() != UserStatus.NOT_ENROLLED)
            .orElseThrow(() -> DuoFailure.invalid("username"));
    Transaction transaction = start(new Challenge(account, user, params), factor);
    account.world().add(transaction);
    if (transaction.isPending()) {
      timers.after(account.settings().pushTimeout, () -> transaction.change(Update.TIMEOUT));
    }
    if (params.flag("async")) {
      return Future.succeededFuture(Answer.ok(Map.of("txid", transaction.id())));
    }
    return outcome(transaction, call);
  }

  private static Transaction start(Challenge challenge, Factor factor) {
    return switch (challenge.user().status()) {
      case ACTIVE -> challenge.by(factor);
      case BYPASS -> challenge.finished(factor, Update.BYPASS);
      case LOCKED_OUT -> challenge.finished(factor, Update.LOCKED_OUT);
      case DISABLED, NOT_ENROLLED, DENIED_BY_POLICY -> challenge.finished(factor, Update.DISABLED);
    };
  }

  private static Future<Answer> outcome(Transaction transaction, Call call) {
    Promise<Answer> promise = Promise.promise();
    Consumer<Transaction> waiter = done -> promise.tryComplete(Answer.ok(done.read()));
    call.departure().then(() -> transaction.forget(waiter));
    transaction.onOutcome(waiter);
    return promise.future();
  }
}
