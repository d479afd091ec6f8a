package io.github.keycloakduo.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.settings.SessionLimitSettings;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What must hold for the rule whatever the sessions, promises and limits are. */
class SessionLimitRulePropertiesTest {
  private static final List<String> IDS = List.of("own", "a", "b", "c", "d", "e", "f");

  /** A situation; in none of them is a session promised and ending at once. */
  record Scene(List<ActiveSession> live, Set<String> promised, Set<String> ending, int limit) {
    SessionCount all() {
      return new SessionCount(new LinkedHashSet<>(live), promised, ending);
    }

    SessionLimitDecision decide(boolean endsOldest) {
      return SessionLimitRule.decide(all(), "own", new SessionLimitSettings(limit, endsOldest));
    }
  }

  @Property
  void neverPromisesMoreThanTheLimit(@ForAll("scenes") Scene scene, @ForAll boolean endsOldest) {
    Set<String> before = scene.all().held();
    Set<String> after = new HashSet<>(before);
    SessionLimitDecision decision = scene.decide(endsOldest);
    if (decision instanceof SessionLimitDecision.Refuse || before.contains("own")) {
      return;
    }
    if (decision instanceof SessionLimitDecision.EndThese end) {
      after.removeAll(end.victims());
    }
    after.add("own");
    assertThat(after).hasSizeLessThanOrEqualTo(scene.limit());
  }

  @Property
  void refusesOnlyWhereThereIsNoPlace(@ForAll("scenes") Scene scene) {
    if (scene.ending().contains("own")) {
      return;
    }
    Set<String> held = scene.all().held();
    assertThat(scene.decide(false) instanceof SessionLimitDecision.Refuse)
        .isEqualTo(!held.contains("own") && held.size() >= scene.limit());
  }

  @Property
  void neverEndsAnybodyWhereRefusingIsTheRule(@ForAll("scenes") Scene scene) {
    assertThat(scene.decide(false)).isNotInstanceOf(SessionLimitDecision.EndThese.class);
  }

  @Property
  void endsOnlyLiveSessionsAndTheOldestOfThem(@ForAll("scenes") Scene scene) {
    if (scene.decide(true) instanceof SessionLimitDecision.EndThese end) {
      List<ActiveSession> candidates =
          scene.live().stream()
              .filter(s -> !scene.ending().contains(s.id()))
              .filter(s -> !scene.promised().contains(s.id()))
              .toList();
      long newestVictim =
          candidates.stream()
              .filter(s -> end.victims().contains(s.id()))
              .mapToLong(ActiveSession::startedAt)
              .max()
              .orElseThrow();
      assertThat(candidates).extracting(ActiveSession::id).containsAll(end.victims());
      assertThat(candidates)
          .filteredOn(s -> !end.victims().contains(s.id()))
          .allMatch(s -> s.startedAt() >= newestVictim);
    }
  }

  @Property
  void endsNoMoreThanNeeded(@ForAll("scenes") Scene scene) {
    if (scene.decide(true) instanceof SessionLimitDecision.EndThese end) {
      assertThat(scene.all().held().size() - end.victims().size() + 1).isEqualTo(scene.limit());
    }
  }

  @Property
  void decidesTheSameWhenCountingStopsEarly(
      @ForAll("scenes") Scene scene, @ForAll boolean endsOldest) {
    SessionLimitSettings limit = new SessionLimitSettings(scene.limit(), endsOldest);
    if (scene.live().stream().anyMatch(session -> session.id().equals("own"))) {
      // Nobody counts for a login whose own session lives.
      return;
    }
    SessionCount counted =
        SessionCount.count(scene.live().iterator(), scene.promised(), scene.ending(), "own", limit);
    assertThat(SessionLimitRule.decide(counted, "own", limit)).isEqualTo(scene.decide(endsOldest));
  }

  @Property
  void canTellWithoutListingThatRoomWillBeMade(@ForAll("scenes") Scene scene) {
    SessionLimitSettings limit = new SessionLimitSettings(scene.limit(), true);
    if (!scene.ending().contains("own")
        && SessionLimitRule.alwaysMakesRoom(scene.promised().size(), limit)) {
      assertThat(scene.decide(true)).isNotInstanceOf(SessionLimitDecision.Refuse.class);
    }
  }

  @Provide
  Arbitrary<Scene> scenes() {
    Arbitrary<List<ActiveSession>> live =
        Arbitraries.of(IDS)
            .set()
            .flatMap(
                ids ->
                    Arbitraries.longs()
                        .between(1, 4)
                        .list()
                        .ofSize(ids.size())
                        .map(times -> sessions(List.copyOf(ids), times)));
    Arbitrary<Set<String>> some = Arbitraries.of(IDS).set();
    return Combinators.combine(live, some, some, Arbitraries.integers().between(1, 6))
        .as(
            (sessions, promised, ending, limit) -> {
              Set<String> apart = new HashSet<>(ending);
              apart.removeAll(promised);
              return new Scene(sessions, promised, apart, limit);
            });
  }

  private static List<ActiveSession> sessions(List<String> ids, List<Long> times) {
    return IntStream.range(0, ids.size())
        .mapToObj(i -> new ActiveSession(ids.get(i), times.get(i)))
        .toList();
  }
}
