package io.github.keycloakduo.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.authentication.PasscodeAttempts.Permit;
import io.github.keycloakduo.mfa.Deadline;
import io.github.keycloakduo.mfa.Factor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The contract of the store that the nodes of a cluster share: what challenges, the limit of pushes
 * and the count of wrong passcodes rely on.
 */
public abstract class ChallengeStoreContract {
  /** So many call at the same moment, by both nodes. */
  private static final int CROWD = 24;

  /** More than any request takes before its answer is here. */
  private static final Duration LONG = Duration.ofMinutes(5);

  /** Within this time an entry must be gone that has expired. */
  private static final Duration SLACK = Duration.ofSeconds(30);

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123456789Z");

  /** Of each test its own, so that no test finds what another one left. */
  private final String id = UUID.randomUUID().toString();

  private List<Node> nodes = List.of();

  /** The store as one node of the cluster sees it. */
  protected record Node(
      ChallengeStore challenges, PushRateLimit pushes, PasscodeAttempts passcodes) {
    /** A store that is all three. */
    public static <S extends ChallengeStore & PushRateLimit & PasscodeAttempts> Node of(S store) {
      return new Node(store, store, store);
    }
  }

  /** Two nodes that share a store. */
  protected abstract List<Node> nodes();

  /** A node that counts pushes and wrong passcodes only for so long. */
  protected abstract Node withWindow(Duration window);

  /** The time by which entries expire. */
  protected abstract Instant now();

  /** Lets some of that time pass; a tenth of a second at most. */
  protected abstract void pass();

  @BeforeEach
  void start() {
    nodes = nodes();
  }

  private Node here() {
    return nodes.get(0);
  }

  private Node there() {
    return nodes.get(1);
  }

  @Test
  void aLockIsTakenOnce() {
    assertThat(here().challenges().tryLock(id, LONG)).isTrue();

    assertThat(here().challenges().tryLock(id, LONG)).isFalse();
    assertThat(there().challenges().tryLock(id, LONG)).isFalse();
    assertThat(there().challenges().tryLock(id + "x", LONG)).isTrue();
  }

  @Test
  void anybodyFreesALock() {
    here().challenges().tryLock(id, LONG);
    there().challenges().unlock(id);

    assertThat(here().challenges().tryLock(id, LONG)).isTrue();
    assertThat(there().challenges().tryLock(id, LONG)).isFalse();
  }

  @Test
  void aLockThatIsFreeMayBeFreedAgain() {
    here().challenges().unlock(id);

    assertThat(there().challenges().tryLock(id, LONG)).isTrue();
  }

  @Test
  void aLockIsTakenForAChallengeThatAllNodesFind() {
    assertThat(here().challenges().tryLock(id, "c1", LONG, LONG)).isTrue();

    assertThat(there().challenges().tryLock(id, "c2", LONG, LONG)).isFalse();
    assertThat(there().challenges().tryLock(id, LONG)).isFalse();
    assertThat(there().challenges().current(id)).contains("c1");
  }

  @Test
  void theLockOfAChallengeIsFreedOnce() {
    here().challenges().tryLock(id, "c1", LONG, LONG);
    there().challenges().unlock(id, "c1", "end." + id, LONG);
    assertThat(here().challenges().tryLock(id, LONG)).isTrue();

    there().challenges().unlock(id, "c1", "end." + id, LONG);
    assertThat(here().challenges().tryLock(id, LONG)).isFalse();
  }

  @Test
  void theLockOfAnotherChallengeIsNotFreed() {
    here().challenges().tryLock(id, "c2", LONG, LONG);
    there().challenges().unlock(id, "c1", "end." + id, LONG);

    assertThat(here().challenges().tryLock(id, LONG)).isFalse();
  }

  /** No lock may expire below its challenge, not even in the last part of a second. */
  @Test
  void everythingLastsItsTimeAndNoLonger() {
    Duration expiry = Duration.ofMillis(1900);
    lasts(
        expiry,
        new Entry(
            "lock",
            () -> assertThat(here().challenges().tryLock(id, expiry)).isTrue(),
            () -> there().challenges().tryLock(id, LONG)),
        new Entry(
            "pointer",
            () -> here().challenges().setCurrent(id, "c1", expiry),
            () -> there().challenges().current(id).isEmpty()),
        new Entry(
            "challenge",
            () -> here().challenges().publish(begun(id), expiry),
            () -> there().challenges().find(id).isEmpty()),
        new Entry(
            "passcodes of which nothing became known",
            () -> acquireAll(expiry),
            () -> there().passcodes().tryAcquire(id, LONG) instanceof Permit.Granted));
  }

  @Test
  void lessThanASecondIsATimeToo() {
    Duration expiry = Duration.ofMillis(100);

    assertThat(here().challenges().tryLock(id, expiry)).isTrue();
    assertThat(here().passcodes().tryAcquire(id, expiry)).isEqualTo(new Permit.Granted(0));
    here().challenges().setCurrent(id, "c1", expiry);
    here().challenges().publish(begun(id), expiry);
  }

  @Test
  void ofManyWhoLockAtOnceOneGetsTheLock() {
    for (int round = 0; round < 5; round++) {
      String key = id + round;
      assertThat(atOnce(node -> node.challenges().tryLock(key, LONG)))
          .filteredOn(locked -> locked)
          .hasSize(1);
    }
  }

  @Test
  void pointsToTheChallengeThatWasNamedLast() {
    assertThat(there().challenges().current(id)).isEmpty();

    here().challenges().setCurrent(id, "c1", LONG);
    assertThat(there().challenges().current(id)).contains("c1");

    there().challenges().setCurrent(id, "c2", LONG);
    assertThat(here().challenges().current(id)).contains("c2");
    assertThat(here().challenges().current(id + "x")).isEmpty();
  }

  @Test
  void pointsToAChallengeWhoseLockIsFreeAgain() {
    here().challenges().tryLock(id, LONG);
    here().challenges().setCurrent(id, "c1", LONG);
    here().challenges().unlock(id);

    assertThat(there().challenges().current(id)).contains("c1");
  }

  @Test
  void findsAChallengeWithEveryKindOfResultAsItWasPublished() {
    List<ChallengeState> states = new ArrayList<>();
    states.add(begun(id + "begun"));
    states.add(running(id + "running"));
    for (ChallengeResult result : ChallengeResults.all()) {
      states.add(running(id + states.size()).ended(result));
      states.add(begun(id + states.size()).ended(result));
    }

    states.forEach(state -> here().challenges().publish(state, LONG));

    assertThat(states)
        .allSatisfy(
            state -> assertThat(there().challenges().find(state.id())).isEqualTo(of(state)));
  }

  @Test
  void findsWhatWasPublishedLast() {
    here().challenges().publish(begun(id), LONG);
    assertThat(there().challenges().find(id)).contains(begun(id));
    there().challenges().publish(running(id), LONG);
    assertThat(here().challenges().find(id)).contains(running(id));

    ChallengeState over = running(id).ended(new FactorResult.SmsSent());
    here().challenges().publish(over, LONG);

    assertThat(here().challenges().find(id)).contains(over);
    assertThat(there().challenges().find(id)).contains(over);
  }

  @Test
  void findsNoChallengeThatWasNotPublished() {
    here().challenges().setCurrent(id, id, LONG);
    here().challenges().tryLock(id, LONG);

    assertThat(here().challenges().find(id)).isEmpty();
  }

  @Test
  void grantsAsManyPushesAsTheLimitSays() {
    assertThat(here().pushes().tryAcquire(id, 3)).isTrue();
    assertThat(there().pushes().tryAcquire(id, 3)).isTrue();
    assertThat(here().pushes().tryAcquire(id, 3)).isTrue();

    assertThat(here().pushes().tryAcquire(id, 3)).isFalse();
    assertThat(there().pushes().tryAcquire(id, 3)).isFalse();
    assertThat(there().pushes().tryAcquire(id + "x", 3)).isTrue();
  }

  @Test
  void grantsEveryPushWithoutALimit() {
    for (int push = 0; push < 20; push++) {
      assertThat(here().pushes().tryAcquire(id, 0)).isTrue();
    }

    assertThat(here().pushes().tryAcquire(id, 1)).as("none of them was counted").isTrue();
  }

  @Test
  void countsThePushesOfBeforeWhenTheLimitChanges() {
    here().pushes().tryAcquire(id, 2);
    here().pushes().tryAcquire(id, 2);

    assertThat(there().pushes().tryAcquire(id, 1)).isFalse();
    assertThat(there().pushes().tryAcquire(id, 3)).isTrue();
    assertThat(there().pushes().tryAcquire(id, 3)).isFalse();
  }

  @Test
  void pushesAndWrongPasscodesCountForTheWholeWindow() {
    Duration window = Duration.ofSeconds(2);
    Node node = withWindow(window);
    acquireAll(window.dividedBy(2));
    lasts(
        window,
        new Entry(
            "push",
            () -> assertThat(node.pushes().tryAcquire(id, 1)).isTrue(),
            () -> there().pushes().tryAcquire(id, 1)),
        new Entry(
            "wrong passcodes",
            () -> numbers().forEach(number -> node.passcodes().recordFailure(id, number)),
            () -> !there().passcodes().tryAcquire(id, LONG).equals(new Permit.Exhausted())));
    await(() -> there().passcodes().tryAcquire(id, LONG) instanceof Permit.Granted);
  }

  @Test
  void grantsManyWhoAskAtOnceAsManyPushesAsTheLimitSays() {
    for (int round = 0; round < 3; round++) {
      String user = id + round;
      assertThat(atOnce(node -> node.pushes().tryAcquire(user, 5)))
          .filteredOn(granted -> granted)
          .hasSize(5);
    }
  }

  @Test
  void grantsEachPasscodeANumberOfItsOwnUpToTheLimit() {
    List<Permit> permits = new ArrayList<>();
    for (int attempt = 0; attempt < PasscodeAttempts.LIMIT; attempt++) {
      permits.add(nodes.get(attempt % 2).passcodes().tryAcquire(id, LONG));
    }

    assertThat(permits).containsExactlyInAnyOrderElementsOf(all());
    assertThat(here().passcodes().tryAcquire(id, LONG)).isEqualTo(new Permit.Busy());
    assertThat(there().passcodes().tryAcquire(id, LONG)).isEqualTo(new Permit.Busy());
    assertThat(there().passcodes().tryAcquire(id + "x", LONG)).isInstanceOf(Permit.Granted.class);
  }

  @Test
  void isBusyUntilAllPasscodesAreKnownToBeWrong() {
    acquireAll(LONG);
    for (int number = 0; number < PasscodeAttempts.LIMIT; number++) {
      assertThat(here().passcodes().tryAcquire(id, LONG)).isEqualTo(new Permit.Busy());
      there().passcodes().recordFailure(id, number);
    }

    assertThat(here().passcodes().tryAcquire(id, LONG)).isEqualTo(new Permit.Exhausted());
    assertThat(there().passcodes().tryAcquire(id, LONG)).isEqualTo(new Permit.Exhausted());
  }

  @Test
  void grantsAReleasedPasscodeAgain() {
    acquireAll(LONG);
    there().passcodes().release(id, 3);

    assertThat(here().passcodes().tryAcquire(id, LONG)).isEqualTo(new Permit.Granted(3));
    assertThat(here().passcodes().tryAcquire(id, LONG)).isEqualTo(new Permit.Busy());
  }

  @Test
  void grantsAllPasscodesAgainAfterARightOne() {
    acquireAll(LONG);
    for (int number = 0; number < PasscodeAttempts.LIMIT - 1; number++) {
      here().passcodes().recordFailure(id, number);
    }
    there().passcodes().reset(id);

    acquireAll(LONG);
    numbers().forEach(number -> here().passcodes().recordFailure(id, number));
    there().passcodes().reset(id);
    acquireAll(LONG);
  }

  @Test
  void mayResetThePasscodesOfAUserWithoutAny() {
    here().passcodes().reset(id);

    acquireAll(LONG);
  }

  @Test
  void grantsManyWhoTryAtOnceNoMorePasscodesThanTheLimit() {
    for (int round = 0; round < 3; round++) {
      String user = id + round;
      assertThat(atOnce(node -> node.passcodes().tryAcquire(user, LONG)))
          .filteredOn(permit -> !permit.equals(new Permit.Busy()))
          .containsExactlyInAnyOrderElementsOf(all());
    }
  }

  @Test
  void grantsManyWrongPasscodesAtOnceNoMoreThanTheLimit() {
    List<Permit> permits =
        atOnce(
            node -> {
              Permit permit = node.passcodes().tryAcquire(id, LONG);
              permit
                  .<Runnable>match(
                      granted -> () -> node.passcodes().recordFailure(id, granted.number()),
                      busy -> () -> {},
                      exhausted -> () -> {})
                  .run();
              return permit;
            });

    assertThat(permits)
        .filteredOn(permit -> permit instanceof Permit.Granted)
        .containsExactlyInAnyOrderElementsOf(all());
    assertThat(here().passcodes().tryAcquire(id, LONG)).isEqualTo(new Permit.Exhausted());
  }

  private static IntStream numbers() {
    return IntStream.range(0, PasscodeAttempts.LIMIT);
  }

  private static List<Permit> all() {
    return numbers().<Permit>mapToObj(Permit.Granted::new).toList();
  }

  private void acquireAll(Duration expiry) {
    for (Permit granted : all()) {
      assertThat(here().passcodes().tryAcquire(id, expiry)).isEqualTo(granted);
    }
  }

  private static Optional<ChallengeState> of(ChallengeState state) {
    return Optional.of(state);
  }

  private static ChallengeState begun(String challengeId) {
    return ChallengeState.begun(challengeId, "tab", new Deadline(NOW.plusSeconds(60)));
  }

  private static ChallengeState running(String challengeId) {
    return ChallengeState.begun(
            challengeId,
            "tab \"</script>山",
            Optional.of(Factor.PUSH),
            Optional.of(ChallengeResults.PHONE),
            new Deadline(NOW.plusSeconds(60)))
        .started("TX1", Optional.of("012345"));
  }

  private <T> List<T> atOnce(Function<Node, T> call) {
    return atOnce(nodes, call);
  }

  /** What the whole crowd, half of it by each node, got at the same moment. */
  protected static <N, T> List<T> atOnce(List<N> nodes, Function<N, T> call) {
    CyclicBarrier together = new CyclicBarrier(CROWD);
    List<Callable<T>> calls = new ArrayList<>();
    for (int caller = 0; caller < CROWD; caller++) {
      N node = nodes.get(caller % 2);
      calls.add(
          () -> {
            together.await();
            return call.apply(node);
          });
    }
    ExecutorService threads = Executors.newFixedThreadPool(CROWD);
    try {
      List<T> answers = new ArrayList<>();
      for (Future<T> answer : threads.invokeAll(calls)) {
        answers.add(answer.get());
      }
      return answers;
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    } finally {
      threads.shutdownNow();
    }
  }

  /**
   * What has a time of its own.
   *
   * @param put shows it to all nodes
   * @param isGone whether its time is over
   */
  public record Entry(String name, Runnable put, BooleanSupplier isGone) {}

  /** Holds entries to their time: they last so long, and not much longer. */
  protected final void lasts(Duration expiry, Entry... entries) {
    Map<Entry, Instant> began = new LinkedHashMap<>();
    for (Entry entry : entries) {
      began.put(entry, now());
      entry.put().run();
    }
    await(
        () -> {
          List<Entry> gone =
              began.keySet().stream().filter(entry -> entry.isGone().getAsBoolean()).toList();
          gone.forEach(
              entry ->
                  assertThat(Duration.between(began.remove(entry), now()))
                      .as(entry.name())
                      .isGreaterThanOrEqualTo(expiry));
          return began.isEmpty();
        });
  }

  private void await(BooleanSupplier over) {
    Instant end = now().plus(SLACK);
    while (!over.getAsBoolean()) {
      assertThat(now()).as("it never came true").isBefore(end);
      pass();
    }
  }
}
