package io.github.keycloakduo.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The phones of all users: shows the pushes and calls that wait, and answers them. */
public final class Pushes {
  private final World world;

  Pushes(World world) {
    this.world = world;
  }

  public List<PendingPush> pending() {
    return world.pending().stream().map(PendingPush::of).toList();
  }

  /** Waits for a push or a call to this user; an error when none comes in time. */
  public PendingPush awaitPending(String user, Duration most) {
    try {
      return world
          .awaitPending(push -> isFor(push, user), Instant.now().plus(most))
          .map(PendingPush::of)
          .orElseThrow(() -> new IllegalStateException("No push to " + user + " in " + most));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /**
   * Whether all since the last reset have ended, and clients were told so this long ago, which is
   * time enough for them to act on it.
   */
  public boolean areCollectedSince(Duration least) {
    Instant then = Instant.now().minus(least);
    return world.newTransactions().stream().allMatch(push -> push.wasCollectedBefore(then));
  }

  /** Approves the newest push to this user; one that wants a code refuses this. */
  public void approve(String user) {
    Transaction push = newest(user);
    if (push.request().verificationCode().isPresent()) {
      throw new IllegalStateException("The push to " + user + " wants a verification code");
    }
    allow(push);
  }

  /** Answers whether the code was right; after a wrong one the push goes on waiting. */
  public boolean approveWithCode(String user, String code) {
    return allowWithCode(newest(user), code);
  }

  public void deny(String user) {
    newest(user).change(Update.DENY);
  }

  public void fraud(String user) {
    newest(user).change(Update.FRAUD);
  }

  /** Picks up the phone; the call then waits for a key. */
  public void answerCall(String user) {
    newest(user).change(Update.ANSWERED);
  }

  /** Lets the newest push time out now. */
  public void expire(String user) {
    newest(user).change(Update.TIMEOUT);
  }

  /** Puts the newest push into any state, known to Duo's documentation or not. */
  public void update(String user, String result, String status, String message) {
    newest(user).change(new Update(result, status, message));
  }

  /** From now on the state of the newest push carries {@code auth_delayed}. */
  public void delay(String user) {
    newest(user).delay();
  }

  boolean answer(String txid, String decision, String code) {
    Optional<Transaction> push = world.transaction(txid).filter(Transaction::isPending);
    return push.isPresent()
        && switch (decision) {
          case "approve" ->
              push.get().request().verificationCode().isPresent()
                  ? allowWithCode(push.get(), code)
                  : allow(push.get());
          case "answer" -> push.get().change(Update.ANSWERED);
          case "deny" -> push.get().change(Update.DENY);
          case "fraud" -> push.get().change(Update.FRAUD);
          default -> false;
        };
  }

  private static boolean allowWithCode(Transaction push, String code) {
    return push.request().verificationCode().filter(code.strip()::equals).isPresent()
        && allow(push);
  }

  private static boolean allow(Transaction push) {
    push.user().approved();
    return push.change(Update.ALLOW);
  }

  private Transaction newest(String user) {
    return world.pending().stream()
        .filter(push -> isFor(push, user))
        .reduce((older, newer) -> newer)
        .orElseThrow(() -> new IllegalStateException("No push waits for " + user));
  }

  private static boolean isFor(Transaction push, String user) {
    return push.user().name().equalsIgnoreCase(user);
  }
}
