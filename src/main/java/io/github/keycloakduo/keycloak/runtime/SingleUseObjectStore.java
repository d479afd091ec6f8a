package io.github.keycloakduo.keycloak.runtime;

import io.github.keycloakduo.authentication.ChallengeState;
import io.github.keycloakduo.authentication.ChallengeStore;
import io.github.keycloakduo.authentication.PasscodeAttempts;
import io.github.keycloakduo.authentication.PushRateLimit;
import io.github.keycloakduo.mfa.StableHash;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The store that all nodes of the cluster share: Keycloak's single-use objects. Each call has a
 * session and transaction of its own, so that other nodes see it at once; none may run on an event
 * loop.
 */
public final class SingleUseObjectStore implements ChallengeStore, PushRateLimit, PasscodeAttempts {
  private static final Duration LIMIT_WINDOW = Duration.ofMinutes(10);
  private static final String VALUE = "value";
  private static final String WRONG = "wrong";
  private static final String LOCK = "duo.claim.";
  private static final String POINTER = "duo.running.";

  private final Transactions<SingleUseObjects> objects;
  private final Duration window;

  SingleUseObjectStore(Transactions<SingleUseObjects> objects) {
    this(objects, LIMIT_WINDOW);
  }

  /**
   * A store with other windows.
   *
   * @param window how long a push and a wrong passcode count
   */
  SingleUseObjectStore(Transactions<SingleUseObjects> objects, Duration window) {
    this.objects = objects;
    this.window = window;
  }

  @Override
  public boolean tryLock(String key, Duration expiry) {
    return putIfAbsent(LOCK + key, expiry);
  }

  /** In one transaction: each of them opens a session of Keycloak. */
  @Override
  public boolean tryLock(String key, String challengeId, Duration expiry, Duration shorter) {
    return call(
        store -> {
          boolean taken = store.putIfAbsent(LOCK + key, seconds(expiry));
          if (taken) {
            store.put(POINTER + key, seconds(shorter), Map.of(VALUE, challengeId));
          }
          return taken;
        });
  }

  @Override
  public void unlock(String key, String challengeId, String once, Duration expiry) {
    call(
        store -> {
          boolean held = value(store, POINTER + key).filter(challengeId::equals).isPresent();
          if (held && store.putIfAbsent(LOCK + once, seconds(expiry))) {
            store.remove(LOCK + key);
          }
          return held;
        });
  }

  @Override
  public void unlock(String key) {
    take(LOCK + key);
  }

  @Override
  public void setCurrent(String key, String challengeId, Duration expiry) {
    put(POINTER + key, challengeId, expiry);
  }

  @Override
  public Optional<String> current(String key) {
    return get(POINTER + key);
  }

  @Override
  public void publish(ChallengeState state, Duration expiry) {
    put("duo.challenge." + state.id(), LoginStateCodec.write(state), expiry);
  }

  @Override
  public Optional<ChallengeState> find(String challengeId) {
    return get("duo.challenge." + challengeId)
        .flatMap(text -> LoginStateCodec.read(text, ChallengeState.class));
  }

  /**
   * Each permit taken vanishes after ten minutes, so that no ten minutes hold more than allowed.
   */
  @Override
  public boolean tryAcquire(String account, int limit) {
    if (limit == 0) {
      return true;
    }
    String key = pushKey(account);
    return call(
        store ->
            IntStream.range(0, limit)
                .anyMatch(number -> store.putIfAbsent(key + number, seconds(window))));
  }

  /** Whether {@link #tryAcquire(String, int)} would be granted now. */
  public boolean hasLeft(String account, int limit) {
    String key = pushKey(account);
    return limit == 0
        || call(
            store -> IntStream.range(0, limit).anyMatch(number -> !store.contains(key + number)));
  }

  @Override
  public Permit tryAcquire(String account, Duration expiry) {
    String key = passcodeKey(account);
    return call(
        store -> {
          for (int number = 0; number < LIMIT; number++) {
            if (store.putIfAbsent(key + number, seconds(expiry))) {
              return new Permit.Granted(number);
            }
          }
          boolean allWrong =
              IntStream.range(0, LIMIT).allMatch(number -> isWrong(store, key + number));
          return allWrong ? new Permit.Exhausted() : new Permit.Busy();
        });
  }

  private static boolean isWrong(SingleUseObjects store, String key) {
    return Optional.ofNullable(store.get(key))
        .filter(notes -> WRONG.equals(notes.get(VALUE)))
        .isPresent();
  }

  @Override
  public void recordFailure(String account, int number) {
    put(passcodeKey(account) + number, WRONG, window);
  }

  @Override
  public void release(String account, int number) {
    take(passcodeKey(account) + number);
  }

  @Override
  public void reset(String account) {
    String key = passcodeKey(account);
    call(
        store -> {
          IntStream.range(0, LIMIT).forEach(number -> store.remove(key + number));
          return true;
        });
  }

  private static String passcodeKey(String account) {
    return "duo.guess." + StableHash.of(List.of(account)) + ".";
  }

  private static String pushKey(String account) {
    return "duo.contact." + StableHash.of(List.of(account)) + ".";
  }

  /** Whether this is the first call for the key within the time, on all nodes together. */
  public boolean putIfAbsent(String key, Duration expiry) {
    return call(store -> store.putIfAbsent(key, seconds(expiry)));
  }

  /** The text under a key, unless it was taken or has expired. */
  public Optional<String> get(String key) {
    return call(store -> value(store, key));
  }

  private static Optional<String> value(SingleUseObjects store, String key) {
    return Optional.ofNullable(store.get(key)).map(notes -> notes.get(VALUE));
  }

  /** Keeps a text until it is taken or expires. */
  public void put(String key, String value, Duration expiry) {
    call(
        store -> {
          store.put(key, seconds(expiry), Map.of(VALUE, value));
          return true;
        });
  }

  /** Takes a text: of all who try, on all nodes, one gets it. */
  public Optional<String> take(String key) {
    return call(store -> Optional.ofNullable(store.remove(key)).map(notes -> notes.get(VALUE)));
  }

  /**
   * Rounded up, and one more: Keycloak's store in the database counts the seconds of the clock, the
   * first of which may be over at once, and nothing may vanish before its time.
   */
  private static long seconds(Duration expiry) {
    return Math.max(1, expiry.plusSeconds(1).minusNanos(1).toSeconds()) + 1;
  }

  private <T> T call(Function<SingleUseObjects, T> work) {
    return objects.call(work);
  }
}
