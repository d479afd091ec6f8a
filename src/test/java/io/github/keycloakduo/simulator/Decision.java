package io.github.keycloakduo.simulator;

import java.time.Instant;
import java.util.Optional;

/**
 * One authentication and what became of it: the service's own record, by which a test judges who
 * was let in.
 *
 * @param status as Duo says it, such as {@code allow}, {@code fraud}, {@code sent}
 * @param ended empty while it waits for a person
 */
public record Decision(
    String txid,
    String user,
    Factor factor,
    boolean allowed,
    String status,
    Instant started,
    Optional<Instant> ended) {

  /** What was approved on Duo's own page; which factor that was is in the token. */
  static Decision ofPrompt(String txid, String user, Instant now) {
    return new Decision(txid, user, Factor.AUTO, true, "allow", now, Optional.of(now));
  }

  static Decision of(Transaction transaction) {
    Update update = transaction.current();
    return new Decision(
        transaction.id(),
        transaction.user().name(),
        transaction.request().factor(),
        update.result().equals("allow"),
        update.status(),
        transaction.started(),
        transaction.ended());
  }
}
