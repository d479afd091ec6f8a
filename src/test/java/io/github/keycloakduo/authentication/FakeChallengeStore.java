package io.github.keycloakduo.authentication;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the nodes share, in memory. Entries expire by the test's clock. */
final class FakeChallengeStore implements ChallengeStore, PushRateLimit, PasscodeAttempts {
  private final Clock clock;
  private final Map<String, Entry<Boolean>> claims = new ConcurrentHashMap<>();
  private final Map<String, Entry<String>> pointers = new ConcurrentHashMap<>();
  private final Map<String, Entry<ChallengeState>> states = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> contacts = new ConcurrentHashMap<>();
  private final Map<String, Entry<Boolean>> guesses = new ConcurrentHashMap<>();

  private boolean failing;
  private @Nullable Runnable meanwhile;
  private @Nullable Runnable afterFind;

  FakeChallengeStore(Clock clock) {
    this.clock = clock;
  }

  private record Entry<T>(T value, Instant end) {}

  @Override
  public boolean claim(String place, Duration holds) {
    if (failing) {
      throw new IllegalStateException("the store is away");
    }
    claims.values().removeIf(claim -> !claim.end().isAfter(clock.instant()));
    return claims.putIfAbsent(place, entry(true, holds)) == null;
  }

  @Override
  public void release(String place) {
    claims.remove(place);
  }

  @Override
  public void point(String place, String challengeId, Duration keep) {
    pointers.put(place, entry(challengeId, keep));
  }

  @Override
  public Optional<String> pointed(String place) {
    return alive(pointers.get(place));
  }

  @Override
  public void publish(ChallengeState state, Duration keep) {
    states.put(state.id(), entry(state, keep));
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
  public boolean take(String userId, int limit) {
    Runnable first = meanwhile;
    meanwhile = null;
    if (first != null) {
      first.run();
    }
    AtomicInteger taken = contacts.computeIfAbsent(userId, none -> new AtomicInteger());
    return limit == 0 || taken.getAndUpdate(n -> n < limit ? n + 1 : n) < limit;
  }

  @Override
  public Try take(String userId, Duration holds) {
    guesses.values().removeIf(guess -> !guess.end().isAfter(clock.instant()));
    for (int number = 0; number < LIMIT; number++) {
      if (guesses.putIfAbsent(userId + number, entry(false, holds)) == null) {
        return new Try.Taken(number);
      }
    }
    long wrong =
        IntStream.range(0, LIMIT)
            .mapToObj(n -> alive(guesses.get(userId + n)))
            .filter(guess -> guess.orElse(false))
            .count();
    return wrong == LIMIT ? new Try.UsedUp() : new Try.Busy();
  }

  @Override
  public void wrong(String userId, int number) {
    guesses.put(userId + number, entry(true, Duration.ofMinutes(10)));
  }

  @Override
  public void giveBack(String userId, int number) {
    guesses.remove(userId + number);
  }

  @Override
  public void forgive(String userId) {
    IntStream.range(0, LIMIT).forEach(number -> guesses.remove(userId + number));
  }

  /** This happens once, after the next claim and before its challenge is known to anybody. */
  void meanwhile(Runnable other) {
    meanwhile = other;
  }

  /** This happens once, after somebody has looked for a challenge and before he goes on. */
  void afterFind(Runnable other) {
    afterFind = other;
  }

  /** Everything published, for tests that look for what must not be there. */
  String dump() {
    return claims + " " + pointers + " " + states;
  }

  /** From now on nobody can claim anything. */
  void fail() {
    failing = true;
  }

  /** The store loses all challenges. */
  void loseStates() {
    states.clear();
  }

  private <T> Entry<T> entry(T value, Duration keep) {
    return new Entry<>(value, clock.instant().plus(keep));
  }

  private <T> Optional<T> alive(@Nullable Entry<T> entry) {
    return Optional.ofNullable(entry)
        .filter(found -> found.end().isAfter(clock.instant()))
        .map(Entry::value);
  }
}
