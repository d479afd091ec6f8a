package io.github.keycloakduo.authentication;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the nodes share, in memory. Entries expire by the test's clock. */
final class FakeChallengeStore implements ChallengeStore, PushRateLimit, PasscodeAttempts {
  private final Clock clock;
  private final Map<String, Entry<Boolean>> locks = new ConcurrentHashMap<>();
  private final Map<String, Entry<String>> pointers = new ConcurrentHashMap<>();
  private final Map<String, Entry<ChallengeState>> states = new ConcurrentHashMap<>();
  private final Map<String, Entry<Boolean>> pushes = new ConcurrentHashMap<>();
  private final Map<String, Entry<Boolean>> attempts = new ConcurrentHashMap<>();

  private Duration window = Duration.ofMinutes(10);
  private boolean failing;
  private @Nullable Runnable meanwhile;
  private @Nullable Runnable afterFind;

  FakeChallengeStore(Clock clock) {
    this.clock = clock;
  }

  private record Entry<T>(T value, Instant end) {}

  @Override
  public boolean tryLock(String key, Duration expiry) {
    if (failing) {
      throw new IllegalStateException("the store is away");
    }
    return putIfAbsent(locks, key, expiry);
  }

  @Override
  public boolean tryLock(String key, String challengeId, Duration expiry, Duration shorter) {
    boolean taken = tryLock(key, expiry);
    if (taken) {
      setCurrent(key, challengeId, shorter);
    }
    return taken;
  }

  @Override
  public void unlock(String key, String challengeId, String once, Duration expiry) {
    boolean held = current(key).filter(challengeId::equals).isPresent();
    if (held && tryLock(once, expiry)) {
      unlock(key);
    }
  }

  @Override
  public void unlock(String key) {
    locks.remove(key);
  }

  @Override
  public void setCurrent(String key, String challengeId, Duration expiry) {
    pointers.put(key, entry(challengeId, expiry));
  }

  @Override
  public Optional<String> current(String key) {
    return alive(pointers.get(key));
  }

  @Override
  public void publish(ChallengeState state, Duration expiry) {
    states.put(state.id(), entry(state, expiry));
  }

  @Override
  public Optional<ChallengeState> find(String challengeId) {
    Optional<ChallengeState> found = alive(states.get(challengeId));
    Runnable next = afterFind;
    afterFind = null;
    if (next != null) {
      next.run();
    }
    return found;
  }

  @Override
  public boolean tryAcquire(String account, int limit) {
    Runnable first = meanwhile;
    meanwhile = null;
    if (first != null) {
      first.run();
    }
    return limit == 0
        || IntStream.range(0, limit)
            .anyMatch(number -> putIfAbsent(pushes, account + "." + number, window));
  }

  @Override
  public Permit tryAcquire(String account, Duration expiry) {
    for (int number = 0; number < LIMIT; number++) {
      if (putIfAbsent(attempts, account + number, expiry)) {
        return new Permit.Granted(number);
      }
    }
    long wrong =
        IntStream.range(0, LIMIT)
            .mapToObj(n -> alive(attempts.get(account + n)))
            .filter(attempt -> attempt.orElse(false))
            .count();
    return wrong == LIMIT ? new Permit.Exhausted() : new Permit.Busy();
  }

  @Override
  public void recordFailure(String account, int number) {
    attempts.put(account + number, entry(true, window));
  }

  @Override
  public void release(String account, int number) {
    attempts.remove(account + number);
  }

  @Override
  public void reset(String account) {
    IntStream.range(0, LIMIT).forEach(number -> attempts.remove(account + number));
  }

  /** This happens once, after the next lock and before its challenge is known to anybody. */
  void meanwhile(Runnable other) {
    meanwhile = other;
  }

  /** This happens once, after somebody has looked for a challenge and before he goes on. */
  void afterFind(Runnable other) {
    afterFind = other;
  }

  /** Everything published, for tests that look for what must not be there. */
  String dump() {
    return locks + " " + pointers + " " + states;
  }

  /** From now on pushes and wrong passcodes count for so long. */
  void window(Duration newWindow) {
    window = newWindow;
  }

  /** From now on nobody can lock anything. */
  void fail() {
    failing = true;
  }

  /** The store loses all challenges. */
  void loseStates() {
    states.clear();
  }

  private boolean putIfAbsent(Map<String, Entry<Boolean>> entries, String key, Duration expiry) {
    entries.values().removeIf(entry -> !entry.end().isAfter(clock.instant()));
    return entries.putIfAbsent(key, entry(false, expiry)) == null;
  }

  private <T> Entry<T> entry(T value, Duration expiry) {
    return new Entry<>(value, clock.instant().plus(expiry));
  }

  private <T> Optional<T> alive(@Nullable Entry<T> entry) {
    return Optional.ofNullable(entry)
        .filter(found -> found.end().isAfter(clock.instant()))
        .map(Entry::value);
  }
}
