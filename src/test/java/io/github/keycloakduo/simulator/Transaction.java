package io.github.keycloakduo.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One authentication from its first state to its outcome, and those who wait for the next state.
 */
final class Transaction {
  private final String id;
  private final SimulatedUser user;
  private final PushRequest request;
  private final Instant started = Instant.now();
  private final Instant expires;
  private final List<Consumer<Transaction>> forNews = new ArrayList<>();
  private final List<Consumer<Transaction>> forOutcome = new ArrayList<>();
  private Update current;
  private boolean seen;
  private Instant read = Instant.MIN;
  private boolean delayed;
  private Optional<Instant> ended;

  Transaction(String id, SimulatedUser user, PushRequest request, Update first, Instant expires) {
    this.id = id;
    this.user = user;
    this.request = request;
    this.current = first;
    this.expires = expires;
    this.ended = first.isFinal() ? Optional.of(started) : Optional.empty();
  }

  String id() {
    return id;
  }

  SimulatedUser user() {
    return user;
  }

  PushRequest request() {
    return request;
  }

  Instant expires() {
    return expires;
  }

  synchronized Update current() {
    return current;
  }

  Instant started() {
    return started;
  }

  synchronized Optional<Instant> ended() {
    return ended;
  }

  synchronized boolean isPending() {
    return !current.isFinal();
  }

  synchronized void delay() {
    delayed = true;
  }

  /** Ignores what comes after the outcome: a late approval must not revive a timed-out push. */
  boolean change(Update next) {
    List<Consumer<Transaction>> told;
    synchronized (this) {
      if (current.isFinal()) {
        return false;
      }
      current = next;
      seen = false;
      told = new ArrayList<>(forNews);
      forNews.clear();
      if (next.isFinal()) {
        ended = Optional.of(Instant.now());
        told.addAll(forOutcome);
        forOutcome.clear();
      }
    }
    // Outside the lock, because an answer may look at other transactions.
    told.forEach(waiter -> waiter.accept(this));
    return true;
  }

  /** Calls back at once when there is news or an outcome; otherwise at the next change. */
  void onNews(Consumer<Transaction> waiter) {
    synchronized (this) {
      if (seen && !current.isFinal()) {
        forNews.add(waiter);
        return;
      }
    }
    waiter.accept(this);
  }

  /** Calls back when nothing more can change. */
  void onOutcome(Consumer<Transaction> waiter) {
    synchronized (this) {
      if (!current.isFinal()) {
        forOutcome.add(waiter);
        return;
      }
    }
    waiter.accept(this);
  }

  synchronized void forget(Consumer<Transaction> waiter) {
    forNews.remove(waiter);
    forOutcome.remove(waiter);
  }

  /** Whether it had ended before this moment, and a client had been told so. */
  synchronized boolean wasCollectedBefore(Instant moment) {
    return current.isFinal() && seen && read.isBefore(moment);
  }

  synchronized int waiting() {
    return forNews.size() + forOutcome.size();
  }

  synchronized Map<String, Object> read() {
    seen = true;
    read = Instant.now();
    Map<String, Object> json = new LinkedHashMap<>(current.toJson());
    if (delayed) {
      json.put("auth_delayed", true);
    }
    if (current.result().equals("allow")) {
      Optional<String> token = user.trustedDeviceToken();
      token.ifPresent(value -> json.put("trusted_device_token", value));
    }
    return json;
  }
}
