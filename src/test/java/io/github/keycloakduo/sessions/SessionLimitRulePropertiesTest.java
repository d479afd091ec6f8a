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

/** What must hold for the rule whatever the sessions, reservations and limits are. */
class SessionLimitRulePropertiesTest {
  private static final List<String> IDS = List.of("own", "a", "b", "c", "d", "e", "f");

  /** A situation; in none of them is a session reserved and ending at once. */
  record Situation(
      List<ActiveSession> active, Set<String> reserved, Set<String> ending, int limit) {
    SessionCount all() {
      return new SessionCount(new LinkedHashSet<>(active), reserved, ending);
    }

    SessionLimitDecision decide(boolean endsOldest) {
      return SessionLimitRule.decide(all(), "own", new SessionLimitSettings(limit, endsOldest));
    }
  }

  @Property
  void neverReservesMoreThanTheLimit(
      @ForAll("situations") Situation situation, @ForAll boolean endsOldest) {
    Set<String> before = situation.all().held();
    Set<String> after = new HashSet<>(before);
    SessionLimitDecision decision = situation.decide(endsOldest);
    if (decision instanceof SessionLimitDecision.Deny || before.contains("own")) {
      return;
    }
    if (decision instanceof SessionLimitDecision.EvictOldest end) {
      after.removeAll(end.evicted());
    }
    after.add("own");
    assertThat(after).hasSizeLessThanOrEqualTo(situation.limit());
  }

  @Property
  void refusesOnlyWhereThereIsNoPlace(@ForAll("situations") Situation situation) {
    if (situation.ending().contains("own")) {
      return;
    }
    Set<String> held = situation.all().held();
    assertThat(situation.decide(false) instanceof SessionLimitDecision.Deny)
        .isEqualTo(!held.contains("own") && held.size() >= situation.limit());
  }

  @Property
  void neverEndsAnybodyWhereRefusingIsTheRule(@ForAll("situations") Situation situation) {
    assertThat(situation.decide(false)).isNotInstanceOf(SessionLimitDecision.EvictOldest.class);
  }

  @Property
  void endsOnlyLiveSessionsAndTheOldestOfThem(@ForAll("situations") Situation situation) {
    if (situation.decide(true) instanceof SessionLimitDecision.EvictOldest end) {
      List<ActiveSession> candidates =
          situation.active().stream()
              .filter(s -> !situation.ending().contains(s.id()))
              .filter(s -> !situation.reserved().contains(s.id()))
              .toList();
      long newestEvicted =
          candidates.stream()
              .filter(s -> end.evicted().contains(s.id()))
              .mapToLong(ActiveSession::startedAt)
              .max()
              .orElseThrow();
      assertThat(candidates).extracting(ActiveSession::id).containsAll(end.evicted());
      assertThat(candidates)
          .filteredOn(s -> !end.evicted().contains(s.id()))
          .allMatch(s -> s.startedAt() >= newestEvicted);
    }
  }

  @Property
  void endsNoMoreThanNeeded(@ForAll("situations") Situation situation) {
    if (situation.decide(true) instanceof SessionLimitDecision.EvictOldest end) {
      assertThat(situation.all().held().size() - end.evicted().size() + 1)
          .isEqualTo(situation.limit());
    }
  }

  @Property
  void decidesTheSameWhenCountingStopsEarly(
      @ForAll("situations") Situation situation, @ForAll boolean endsOldest) {
    SessionLimitSettings limit = new SessionLimitSettings(situation.limit(), endsOldest);
    if (situation.active().stream().anyMatch(session -> session.id().equals("own"))) {
      // Nobody counts for a login whose own session lives.
      return;
    }
    SessionCount counted =
        SessionCount.count(
            situation.active().iterator(), situation.reserved(), situation.ending(), "own", limit);
    assertThat(SessionLimitRule.decide(counted, "own", limit))
        .isEqualTo(situation.decide(endsOldest));
  }

  @Property
  void canTellWithoutListingThatRoomWillBeMade(@ForAll("situations") Situation situation) {
    SessionLimitSettings limit = new SessionLimitSettings(situation.limit(), true);
    if (!situation.ending().contains("own")
        && SessionLimitRule.alwaysMakesRoom(situation.reserved().size(), limit)) {
      assertThat(situation.decide(true)).isNotInstanceOf(SessionLimitDecision.Deny.class);
    }
  }

  @Provide
  Arbitrary<Situation> situations() {
    Arbitrary<List<ActiveSession>> active =
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
    return Combinators.combine(active, some, some, Arbitraries.integers().between(1, 6))
        .as(
            (sessions, reserved, ending, limit) -> {
              Set<String> apart = new HashSet<>(ending);
              apart.removeAll(reserved);
              return new Situation(sessions, reserved, apart, limit);
            });
  }

  private static List<ActiveSession> sessions(List<String> ids, List<Long> times) {
    return IntStream.range(0, ids.size())
        .mapToObj(i -> new ActiveSession(ids.get(i), times.get(i)))
        .toList();
  }
}
