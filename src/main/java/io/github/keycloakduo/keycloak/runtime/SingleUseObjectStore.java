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
import org.keycloak.models.SingleUseObjectProvider;

/**
 * Keycloak's single-use objects as the board of the cluster. Each call has a session and
 * transaction of its own, so that other nodes see it at once; none may run on an event loop.
 */
public final class SingleUseObjectStore implements ChallengeStore, PushRateLimit, PasscodeAttempts {
  private static final Duration QUOTA_WINDOW = Duration.ofMinutes(10);
  private static final String VALUE = "value";
  private static final String WRONG = "wrong";

  private final Transactions<SingleUseObjectProvider> objects;

  SingleUseObjectStore(Transactions<SingleUseObjectProvider> objects) {
    this.objects = objects;
  }

  @Override
  public boolean claim(String place, Duration holds) {
    return call(store -> store.putIfAbsent("duo.claim." + place, holds.toSeconds()));
  }

  @Override
  public void release(String place) {
    call(store -> Optional.ofNullable(store.remove("duo.claim." + place)));
  }

  @Override
  public void point(String place, String challengeId, Duration keep) {
    put("duo.running." + place, challengeId, keep);
  }

  @Override
  public Optional<String> pointed(String place) {
    return get("duo.running." + place);
  }

  @Override
  public void publish(ChallengeState state, Duration keep) {
    put("duo.challenge." + state.id(), LoginStateCodec.write(state), keep);
  }

  @Override
  public Optional<ChallengeState> find(String challengeId) {
    return get("duo.challenge." + challengeId)
        .flatMap(text -> LoginStateCodec.read(text, ChallengeState.class));
  }

  /** Each place taken vanishes after ten minutes, so that no ten minutes hold more than allowed. */
  @Override
  public boolean take(String userId, int limit) {
    if (limit == 0) {
      return true;
    }
    String key = quotaKey(userId);
    return call(store -> takeOne(store, key, limit));
  }

  private static boolean takeOne(SingleUseObjectProvider store, String key, int limit) {
    return IntStream.range(0, limit)
        .anyMatch(place -> store.putIfAbsent(key + place, QUOTA_WINDOW.toSeconds()));
  }

  /** Whether {@link #take} would be granted now. */
  public boolean hasLeft(String userId, int limit) {
    String key = quotaKey(userId);
    return limit == 0
        || call(store -> IntStream.range(0, limit).anyMatch(place -> !store.contains(key + place)));
  }

  @Override
  public Try take(String userId, Duration holds) {
    String key = guessKey(userId);
    return call(
        store -> {
          for (int number = 0; number < LIMIT; number++) {
            if (store.putIfAbsent(key + number, holds.toSeconds())) {
              return new Try.Taken(number);
            }
          }
          boolean allWrong =
              IntStream.range(0, LIMIT).allMatch(number -> isWrong(store, key + number));
          return allWrong ? new Try.UsedUp() : new Try.Busy();
        });
  }

  private static boolean isWrong(SingleUseObjectProvider store, String key) {
    return Optional.ofNullable(store.get(key))
        .filter(notes -> WRONG.equals(notes.get(VALUE)))
        .isPresent();
  }

  @Override
  public void wrong(String userId, int number) {
    put(guessKey(userId) + number, WRONG, QUOTA_WINDOW);
  }

  @Override
  public void giveBack(String userId, int number) {
    takeAway(guessKey(userId) + number);
  }

  @Override
  public void forgive(String userId) {
    String key = guessKey(userId);
    call(
        store -> {
          IntStream.range(0, LIMIT).forEach(number -> store.remove(key + number));
          return true;
        });
  }

  private static String guessKey(String userId) {
    return "duo.guess." + StableHash.of(List.of(userId)) + ".";
  }

  private static String quotaKey(String userId) {
    return "duo.contact." + StableHash.of(List.of(userId)) + ".";
  }

  /** Whether this is the first call for the key within the time, on all nodes together. */
  public boolean isFirst(String key, Duration within) {
    return call(store -> store.putIfAbsent(key, within.toSeconds()));
  }

  /** What was remembered and not taken away. */
  public Optional<String> recall(String key) {
    return get(key);
  }

  /** Keeps a text until it is taken away. */
  public void remember(String key, String value, Duration keep) {
    put(key, value, keep);
  }

  /** Takes a text away: of all who try, on all nodes, one gets it. */
  public Optional<String> takeAway(String key) {
    return call(store -> Optional.ofNullable(store.remove(key)).map(notes -> notes.get(VALUE)));
  }

  private void put(String key, String value, Duration keep) {
    call(
        store -> {
          store.put(key, Math.max(1, keep.toSeconds()), Map.of(VALUE, value));
          return true;
        });
  }

  private Optional<String> get(String key) {
    return call(store -> Optional.ofNullable(store.get(key)).map(notes -> notes.get(VALUE)));
  }

  private <T> T call(Function<SingleUseObjectProvider, T> work) {
    return objects.call(work);
  }
}
