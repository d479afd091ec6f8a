package io.github.keycloakduo.simulator;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Everything the simulated account remembers: users, transactions, offers and enrolments. */
final class World {
  private final Map<String, SimulatedUser> users = new LinkedHashMap<>();
  private final Map<String, Transaction> transactions = new LinkedHashMap<>();
  private final Map<String, VerifiedPushOffer> offers = new LinkedHashMap<>();
  private final Map<String, Enrolment> enrolments = new LinkedHashMap<>();
  private int transactionsBefore;

  /** Duo compares user names without case. */
  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  synchronized SimulatedUser userNamed(String name) {
    return findByName(name)
        .orElseGet(() -> users.computeIfAbsent(key(name), unused -> new SimulatedUser(name)));
  }

  synchronized Optional<SimulatedUser> findByName(String name) {
    return Optional.ofNullable(users.get(key(name)))
        .or(() -> users.values().stream().filter(u -> u.knownAs(name).isPresent()).findFirst());
  }

  synchronized Optional<SimulatedUser> findById(String id) {
    return users.values().stream().filter(user -> user.id().equals(id)).findFirst();
  }

  synchronized List<SimulatedUser> users() {
    return List.copyOf(users.values());
  }

  synchronized void add(Transaction transaction) {
    transactions.put(transaction.id(), transaction);
    notifyAll();
  }

  synchronized Optional<Transaction> transaction(String id) {
    return Optional.ofNullable(transactions.get(id));
  }

  /** All there ever were, oldest first: no reset forgets them. */
  synchronized List<Transaction> transactions() {
    return List.copyOf(transactions.values());
  }

  /** The ones since the last {@link #clear()}. */
  synchronized List<Transaction> newTransactions() {
    return transactions.values().stream().skip(transactionsBefore).toList();
  }

  synchronized List<Transaction> pending() {
    return transactions.values().stream().filter(Transaction::isPending).toList();
  }

  /** Blocks until a pending transaction matches or the time is over. */
  synchronized Optional<Transaction> awaitPending(Predicate<Transaction> wanted, Instant deadline)
      throws InterruptedException {
    while (true) {
      Optional<Transaction> found = pending().stream().filter(wanted).reduce((a, b) -> b);
      long left = Instant.now().until(deadline, ChronoUnit.MILLIS);
      if (found.isPresent() || left <= 0) {
        return found;
      }
      wait(left);
    }
  }

  synchronized void add(VerifiedPushOffer offer) {
    offers.put(offer.txid(), offer);
  }

  synchronized Optional<VerifiedPushOffer> takeOffer(String txid) {
    return Optional.ofNullable(offers.remove(txid));
  }

  synchronized void add(Enrolment enrolment) {
    enrolments.put(enrolment.activationCode(), enrolment);
  }

  synchronized Optional<Enrolment> enrolment(String activationCode) {
    return Optional.ofNullable(enrolments.get(activationCode));
  }

  /** The enrolments that wait for a phone. */
  synchronized List<Enrolment> openEnrolments(Instant now) {
    return enrolments.values().stream()
        .filter(enrolment -> enrolment.expires().isAfter(now))
        .filter(enrolment -> findById(enrolment.userId()).filter(World::isNew).isPresent())
        .toList();
  }

  private static boolean isNew(SimulatedUser user) {
    return user.status() == UserStatus.NOT_ENROLLED;
  }

  /** A phone scans the code: its user is enrolled from now on. */
  synchronized boolean activate(String activationCode, Instant now) {
    Optional<SimulatedUser> user =
        openEnrolments(now).stream()
            .filter(enrolment -> enrolment.activationCode().equals(activationCode))
            .findFirst()
            .flatMap(enrolment -> findById(enrolment.userId()));
    user.ifPresent(
        found ->
            found
                .phone(
                    RandomIds.key("DP"),
                    "New phone",
                    Capability.AUTO,
                    Capability.PUSH,
                    Capability.MOBILE_OTP)
                .passcode(RandomIds.digits(6))
                .status(UserStatus.ACTIVE));
    return user.isPresent();
  }

  /**
   * Answers what was still pending, for the callers who wait for it. Transactions stay: a client
   * that asks again learns how they ended, and does not wait for them until its own deadline.
   */
  synchronized List<Transaction> clear() {
    List<Transaction> open = pending();
    transactionsBefore = transactions.size();
    users.clear();
    offers.clear();
    enrolments.clear();
    return open;
  }
}
