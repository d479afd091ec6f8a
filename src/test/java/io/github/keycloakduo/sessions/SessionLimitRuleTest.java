package io.github.keycloakduo.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.settings.SessionLimitSettings;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SessionLimitRuleTest {
  private static final SessionLimitSettings TWO = new SessionLimitSettings(2, false);
  private static final SessionLimitSettings TWO_NEWEST = new SessionLimitSettings(2, true);
  private static final ActiveSession OLD = new ActiveSession("old", 100);
  private static final ActiveSession NEW = new ActiveSession("new", 200);

  @Test
  void letsInWhereAPlaceIsFree() {
    assertThat(decide(Set.of(OLD), Set.of(), Set.of(), TWO))
        .isInstanceOf(SessionLimitDecision.Allow.class);
  }

  @Test
  void refusesWhereAllPlacesAreHeld() {
    assertThat(decide(Set.of(OLD, NEW), Set.of(), Set.of(), TWO))
        .isInstanceOf(SessionLimitDecision.Deny.class);
  }

  @Test
  void countsAReservationLikeASession() {
    assertThat(decide(Set.of(OLD), Set.of("other"), Set.of(), TWO))
        .isInstanceOf(SessionLimitDecision.Deny.class);
  }

  @Test
  void countsASessionWhoseReservationIsStillThereOnce() {
    assertThat(decide(Set.of(OLD), Set.of("old"), Set.of(), TWO))
        .isInstanceOf(SessionLimitDecision.Allow.class);
  }

  @Test
  void letsALoginInThatHoldsItsPlaceAlready() {
    assertThat(decide(Set.of(OLD, new ActiveSession("own", 1)), Set.of(), Set.of(), TWO))
        .isInstanceOf(SessionLimitDecision.Allow.class);
    assertThat(decide(Set.of(OLD, NEW), Set.of("own"), Set.of(), TWO))
        .isInstanceOf(SessionLimitDecision.Allow.class);
  }

  @Test
  void doesNotCountASessionThatIsBeingEnded() {
    assertThat(decide(Set.of(OLD, NEW), Set.of(), Set.of("old"), TWO))
        .isInstanceOf(SessionLimitDecision.Allow.class);
  }

  @Test
  void keepsALoginOutOfASessionThatIsBeingEnded() {
    assertThat(decide(Set.of(), Set.of(), Set.of("own"), TWO))
        .isInstanceOf(SessionLimitDecision.Deny.class);
  }

  @Test
  void endsTheOldest() {
    assertThat(decide(Set.of(NEW, OLD), Set.of(), Set.of(), TWO_NEWEST))
        .isEqualTo(new SessionLimitDecision.EvictOldest(List.of("old")));
  }

  @Test
  void endsAsManyAsALoweredLimitNeeds() {
    Set<ActiveSession> four =
        Set.of(NEW, OLD, new ActiveSession("a", 100), new ActiveSession("later", 300));
    assertThat(decide(four, Set.of(), Set.of(), TWO_NEWEST))
        .isEqualTo(new SessionLimitDecision.EvictOldest(List.of("a", "old", "new")));
  }

  @Test
  void endsNoSessionThatIsStillBeingWritten() {
    assertThat(decide(Set.of(OLD, NEW), Set.of(), Set.of(), TWO_NEWEST))
        .isEqualTo(new SessionLimitDecision.EvictOldest(List.of("old")));
    assertThat(decide(Set.of(OLD, NEW), Set.of("old"), Set.of(), TWO_NEWEST))
        .isEqualTo(new SessionLimitDecision.EvictOldest(List.of("new")));
    assertThat(decide(Set.of(OLD, NEW), Set.of("old", "new"), Set.of(), TWO_NEWEST))
        .isInstanceOf(SessionLimitDecision.Deny.class);
  }

  @Test
  void endsNoLoginUnderWay() {
    assertThat(decide(Set.of(), Set.of("one", "two"), Set.of(), TWO_NEWEST))
        .isInstanceOf(SessionLimitDecision.Deny.class);
  }

  private static SessionLimitDecision decide(
      Set<ActiveSession> active,
      Set<String> reserved,
      Set<String> ending,
      SessionLimitSettings limit) {
    return SessionLimitRule.decide(new SessionCount(active, reserved, ending), "own", limit);
  }
}
