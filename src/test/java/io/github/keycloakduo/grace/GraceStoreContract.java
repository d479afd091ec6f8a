package io.github.keycloakduo.grace;

import static io.github.keycloakduo.grace.GraceRequests.ALICE;
import static io.github.keycloakduo.grace.GraceRequests.NOON;
import static io.github.keycloakduo.grace.GraceRequests.rules;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store promises. */
public abstract class GraceStoreContract {
  private static final int CROWD = 24;

  private GraceStore store = new InMemoryGraceStore();
  private GraceStore otherNode = store;

  /** Two nodes of one cluster, that remember nothing yet. */
  protected abstract List<GraceStore> nodes();

  @BeforeEach
  void start() {
    List<GraceStore> nodes = nodes();
    store = nodes.get(0);
    otherNode = nodes.get(1);
  }

  private static Instant after(long seconds) {
    return NOON.plusSeconds(seconds);
  }

  private void grant(GraceRequests scenario, Instant now) {
    store.grant(scenario.request(), "Duo", now);
  }

  private boolean covers(GraceRequests scenario, Instant now) {
    GraceState looked = otherNode.look(scenario.request(), now);
    boolean used = otherNode.use(scenario.request(), now);
    assertThat(looked.holds()).isEqualTo(used);
    return used;
  }

  @Test
  void coversAsManyLoginsAsTheLimitSays() {
    grant(ALICE, NOON);
    for (int use = 0; use < 5; use++) {
      assertThat(covers(ALICE, after(use))).isTrue();
    }
    assertThat(covers(ALICE, after(5))).isFalse();
    assertThat(store.look(ALICE.request(), after(5))).isEqualTo(GraceState.USED_UP);
  }

  @Test
  void tellsAfterAUseWhenTheMfaWas() {
    grant(ALICE, NOON.plusMillis(7));
    assertThat(store.use(ALICE.request(), after(3))).isTrue();
    assertThat(otherNode.mfaAt(ALICE.request().key())).contains(NOON.plusMillis(7));
  }

  @Test
  void holdsOnlyWhereSomethingWasGranted() {
    assertThat(covers(ALICE, NOON)).isFalse();
    assertThat(store.look(ALICE.request(), NOON)).isEqualTo(GraceState.NONE);
  }

  @Test
  void endsAtTheSoftTimeoutUnlessItIsUsed() {
    grant(ALICE, NOON);
    assertThat(covers(ALICE, after(14))).isTrue();
    assertThat(covers(ALICE, after(28))).isTrue();
    assertThat(store.look(ALICE.request(), after(43))).isEqualTo(GraceState.SOFT_OVER);
    assertThat(covers(ALICE, after(43))).isFalse();
  }

  @Test
  void endsAtTheHardTimeoutHoweverOftenItIsUsed() {
    GraceRequests often = ALICE.with(rules(15, 90, 100, false));
    grant(often, NOON);
    for (int second = 10; second < 90; second += 10) {
      assertThat(covers(often, after(second))).isTrue();
    }
    assertThat(covers(often, NOON.plusMillis(89_999))).isTrue();
    assertThat(covers(often, after(90))).isFalse();
    assertThat(store.look(often.request(), after(90))).isEqualTo(GraceState.HARD_OVER);
  }

  @Test
  void countsFromZeroAfterANewMfa() {
    GraceRequests once = ALICE.with(rules(15, 90, 1, false));
    grant(once, NOON);
    assertThat(covers(once, after(1))).isTrue();
    assertThat(covers(once, after(2))).isFalse();
    grant(once, after(80));
    assertThat(store.use(once.request(), after(94))).isTrue();
    assertThat(store.mfaAt(once.request().key())).contains(after(80));
    assertThat(covers(once, after(94))).isFalse();
  }

  @Test
  void isForOneUserAtOneAddressUnderOneConfiguration() {
    grant(ALICE, NOON);
    assertThat(covers(ALICE.in("other"), NOON)).isFalse();
    assertThat(covers(ALICE.by("bob"), NOON)).isFalse();
    assertThat(covers(ALICE.from("192.0.2.2"), NOON)).isFalse();
    assertThat(covers(ALICE.under("other"), NOON)).isFalse();
    assertThat(covers(ALICE.from("::ffff:192.0.2.1"), NOON)).isTrue();
  }

  @Test
  void endsWhenThePasswordChanges() {
    grant(ALICE, NOON);
    assertThat(covers(ALICE.withPassword("2"), after(1))).isFalse();
    assertThat(store.look(ALICE.withPassword("2").request(), after(1)))
        .isEqualTo(GraceState.CHANGED);
  }

  @Test
  void needsTheSameBrowserWhereItIsBoundToIt() {
    GraceRequests bound = ALICE.with(rules(15, 90, 5, true));
    store.grant(bound.request("hers"), "Duo", NOON);
    assertThat(otherNode.use(bound.request("other"), NOON)).isFalse();
    assertThat(otherNode.use(bound.request(), NOON)).isFalse();
    assertThat(otherNode.look(bound.request(), NOON)).isEqualTo(GraceState.OTHER_BROWSER);
    assertThat(otherNode.use(bound.request("hers"), NOON)).isTrue();
  }

  @Test
  void remembersNothingForABrowserThatIsNotKnown() {
    GraceRequests bound = ALICE.with(rules(15, 90, 5, true));
    grant(bound, NOON);
    assertThat(store.list("realm", Optional.of("alice"), NOON)).isEmpty();
  }

  @Test
  void doesNotAskForTheBrowserWhereTheAddressAloneCounts() {
    store.grant(ALICE.request("hers"), "Duo", NOON);
    assertThat(otherNode.use(ALICE.request("other"), NOON)).isTrue();
    assertThat(otherNode.use(ALICE.request(), NOON)).isTrue();
  }

  @Test
  void neverHoldsWhenATimeoutIsZero() {
    for (GraceRequests shut :
        List.of(ALICE.with(rules(0, 90, 5, false)), ALICE.with(rules(15, 0, 5, false)))) {
      grant(shut, NOON);
      assertThat(store.look(shut.request(), NOON.minusMillis(1))).isEqualTo(GraceState.OFF);
      assertThat(store.use(shut.request(), NOON)).isFalse();
      assertThat(store.use(shut.request(), NOON.minusMillis(1))).isFalse();
    }
  }

  @Test
  void holdsForVeryLongIfThatIsWanted() {
    int most = Integer.MAX_VALUE;
    GraceRequests patient = ALICE.with(rules(most, most, most, false));
    grant(patient, NOON);
    assertThat(covers(patient, NOON.plus(Duration.ofDays(29)))).isTrue();
  }

  @Test
  void endsWhenTheClockGoesBack() {
    grant(ALICE, NOON);
    assertThat(covers(ALICE, after(10))).isTrue();
    assertThat(covers(ALICE, after(9))).isTrue();
    assertThat(covers(ALICE, after(7))).isFalse();
    assertThat(store.look(ALICE.request(), after(7))).isEqualTo(GraceState.CLOCK_WENT_BACK);
    // The earlier of the two uses has not shortened what the later one gave.
    assertThat(covers(ALICE, NOON.plusMillis(24_999))).isTrue();
  }

  @Test
  void changesNothingByLooking() {
    GraceRequests once = ALICE.with(rules(15, 90, 1, false));
    grant(once, NOON);
    for (int look = 0; look < 3; look++) {
      assertThat(store.look(once.request(), after(14))).isEqualTo(GraceState.HOLDS);
    }
    assertThat(store.look(once.request(), after(15))).isEqualTo(GraceState.SOFT_OVER);
    assertThat(covers(once, after(14))).isTrue();
  }

  @Test
  void endsAllOfOneUser() {
    grant(ALICE, NOON);
    grant(ALICE.from("2001:db8::1"), NOON);
    grant(ALICE.by("bob"), NOON);
    assertThat(otherNode.holdsAny("realm", "alice")).isTrue();
    assertThat(otherNode.endAll("realm", "alice")).isTrue();
    assertThat(store.holdsAny("realm", "alice")).isFalse();
    assertThat(covers(ALICE, NOON)).isFalse();
    assertThat(covers(ALICE.from("2001:db8::1"), NOON)).isFalse();
    assertThat(covers(ALICE.by("bob"), NOON)).isTrue();
    assertThat(store.list("realm", Optional.of("alice"), NOON)).isEmpty();
    grant(ALICE, after(1));
    assertThat(covers(ALICE, after(1))).isTrue();
    assertThat(covers(ALICE.from("2001:db8::1"), after(1))).isFalse();
  }

  @Test
  void hasNothingToEndForAStranger() {
    grant(ALICE, NOON);
    assertThat(store.holdsAny("realm", "bob")).isFalse();
    assertThat(store.holdsAny("other", "alice")).isFalse();
    assertThat(store.endAll("realm", "bob")).isTrue();
    assertThat(covers(ALICE, NOON)).isTrue();
  }

  @Test
  void listsWhatHasNotExpired() {
    grant(ALICE.from("2001:db8::1"), NOON);
    grant(ALICE, after(10));
    grant(ALICE.by("bob"), after(10));
    assertThat(covers(ALICE, after(12))).isTrue();
    GraceGrant atHome =
        new GraceGrant(
            "alice",
            "192.0.2.1",
            "Duo",
            Optional.of("Firefox on Linux"),
            after(10),
            after(12),
            1,
            after(27));
    assertThat(store.list("realm", Optional.of("alice"), after(14)))
        .containsExactly(
            atHome,
            new GraceGrant(
                "alice",
                "2001:db8:0:0:0:0:0:1",
                "Duo",
                Optional.of("Firefox on Linux"),
                NOON,
                NOON,
                0,
                after(15)));
    assertThat(store.list("realm", Optional.of("alice"), after(15))).containsExactly(atHome);
    assertThat(store.list("realm", Optional.of("alice"), after(27))).isEmpty();
    assertThat(store.list("other", Optional.of("alice"), after(14))).isEmpty();
  }

  @Test
  void takesAnyNameOfAConfiguration() {
    String name = "Duo für Ö' \"#1\" 日本 " + "x".repeat(200);
    store.grant(ALICE.request(), name, NOON);
    assertThat(store.list("realm", Optional.of("alice"), NOON))
        .extracting(GraceGrant::config)
        .containsExactly(name);
  }

  /** T28 of the threats: the limit holds under parallel logins on two nodes. */
  @Test
  void letsExactlyFiveOfACrowdThrough() throws Exception {
    for (int round = 0; round < 5; round++) {
      GraceRequests scenario = ALICE.by("crowd" + round);
      grant(scenario, NOON);
      List<Boolean> answers =
          crowd(member -> node(member).use(scenario.request(), NOON.plusMillis(member)));
      assertThat(answers).filteredOn(used -> used).hasSize(5);
      assertThat(store.look(scenario.request(), after(1))).isEqualTo(GraceState.USED_UP);
    }
  }

  @Test
  void leavesOneGraceWhenSeveralAreGrantedAtOnce() throws Exception {
    for (int round = 0; round < 5; round++) {
      GraceRequests scenario = ALICE.by("guest" + round);
      crowd(
          member -> {
            node(member).grant(scenario.request(), "Duo", NOON);
            return true;
          });
      List<Boolean> answers = crowd(member -> node(member).use(scenario.request(), NOON));
      assertThat(answers).filteredOn(used -> used).hasSize(5);
    }
  }

  /** Two grants and a crowd of uses between them: never more than both allow. */
  @Test
  void neverLetsMoreThroughThanTheMfasAllow() throws Exception {
    for (int round = 0; round < 5; round++) {
      GraceRequests scenario = ALICE.by("visitor" + round);
      grant(scenario, NOON);
      List<Boolean> answers =
          crowd(
              member -> {
                if (member == CROWD / 2) {
                  node(member).grant(scenario.request(), "Duo", NOON);
                  return false;
                }
                return node(member).use(scenario.request(), NOON);
              });
      assertThat(answers).filteredOn(used -> used).hasSizeBetween(5, 10);
    }
  }

  @Test
  void behavesAsTheRulesDoWhateverHappens() {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      GraceRequests scenario =
          ALICE
              .by("random" + seed)
              .with(
                  rules(
                      1 + random.nextInt(20),
                      1 + random.nextInt(60),
                      1 + random.nextInt(4),
                      false));
      compareWithTheRules(scenario, random);
    }
  }

  private void compareWithTheRules(GraceRequests scenario, Random random) {
    GraceStore rules = new InMemoryGraceStore();
    Instant now = NOON;
    for (int step = 0; step < 25; step++) {
      now = now.plusMillis(random.nextInt(12_000) - 2_500);
      if (random.nextInt(5) == 0) {
        rules.grant(scenario.request(), "Duo", now);
        store.grant(scenario.request(), "Duo", now);
      }
      assertThat(otherNode.look(scenario.request(), now))
          .isEqualTo(rules.look(scenario.request(), now));
      assertThat(otherNode.use(scenario.request(), now))
          .isEqualTo(rules.use(scenario.request(), now));
      Optional<String> user = Optional.of(scenario.user());
      assertThat(store.list("realm", user, now)).isEqualTo(rules.list("realm", user, now));
    }
  }

  private GraceStore node(int member) {
    return member % 2 == 0 ? store : otherNode;
  }

  private interface Act<T> {
    T by(int member);
  }

  private static <T> List<T> crowd(Act<T> act) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(CROWD);
    try {
      CyclicBarrier start = new CyclicBarrier(CROWD);
      List<Callable<T>> members = new ArrayList<>();
      for (int number = 0; number < CROWD; number++) {
        int member = number;
        members.add(
            () -> {
              start.await();
              return act.by(member);
            });
      }
      List<T> answers = new ArrayList<>();
      for (Future<T> answer : threads.invokeAll(members)) {
        answers.add(answer.get());
      }
      return answers;
    } finally {
      threads.shutdownNow();
    }
  }
}
