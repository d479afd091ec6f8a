package io.github.keycloakduo.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.settings.SessionLimitSettings;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlaceRuleTest {
  private static final SessionLimitSettings TWO = new SessionLimitSettings(2, false);
  private static final SessionLimitSettings TWO_NEWEST = new SessionLimitSettings(2, true);
  private static final LiveSession OLD = new LiveSession("old", 100);
  private static final LiveSession NEW = new LiveSession("new", 200);

  @Test
  void letsInWhereAPlaceIsFree() {
    assertThat(decide(Set.of(OLD), Set.of(), Set.of(), TWO)).isInstanceOf(Decision.LetIn.class);
  }

  @Test
  void refusesWhereAllPlacesAreHeld() {
    assertThat(decide(Set.of(OLD, NEW), Set.of(), Set.of(), TWO))
        .isInstanceOf(Decision.Refuse.class);
  }

  @Test
  void countsAPromiseLikeASession() {
    assertThat(decide(Set.of(OLD), Set.of("other"), Set.of(), TWO))
        .isInstanceOf(Decision.Refuse.class);
  }

  @Test
  void countsASessionWhosePromiseIsStillThereOnce() {
    assertThat(decide(Set.of(OLD), Set.of("old"), Set.of(), TWO))
        .isInstanceOf(Decision.LetIn.class);
  }

  @Test
  void letsALoginInThatHoldsItsPlaceAlready() {
    assertThat(decide(Set.of(OLD, new LiveSession("own", 1)), Set.of(), Set.of(), TWO))
        .isInstanceOf(Decision.LetIn.class);
    assertThat(decide(Set.of(OLD, NEW), Set.of("own"), Set.of(), TWO))
        .isInstanceOf(Decision.LetIn.class);
  }

  @Test
  void doesNotCountASessionThatIsBeingEnded() {
    assertThat(decide(Set.of(OLD, NEW), Set.of(), Set.of("old"), TWO))
        .isInstanceOf(Decision.LetIn.class);
  }

  @Test
  void keepsALoginOutOfASessionThatIsBeingEnded() {
    assertThat(decide(Set.of(), Set.of(), Set.of("own"), TWO)).isInstanceOf(Decision.Refuse.class);
  }

  @Test
  void endsTheOldest() {
    assertThat(decide(Set.of(NEW, OLD), Set.of(), Set.of(), TWO_NEWEST))
        .isEqualTo(new Decision.EndThese(List.of("old")));
  }

  @Test
  void endsAsManyAsALoweredLimitNeeds() {
    Set<LiveSession> four =
        Set.of(NEW, OLD, new LiveSession("a", 100), new LiveSession("later", 300));
    assertThat(decide(four, Set.of(), Set.of(), TWO_NEWEST))
        .isEqualTo(new Decision.EndThese(List.of("a", "old", "new")));
  }

  @Test
  void endsNoSessionThatIsStillBeingWritten() {
    assertThat(decide(Set.of(OLD, NEW), Set.of(), Set.of(), TWO_NEWEST))
        .isEqualTo(new Decision.EndThese(List.of("old")));
    assertThat(decide(Set.of(OLD, NEW), Set.of("old"), Set.of(), TWO_NEWEST))
        .isEqualTo(new Decision.EndThese(List.of("new")));
    assertThat(decide(Set.of(OLD, NEW), Set.of("old", "new"), Set.of(), TWO_NEWEST))
        .isInstanceOf(Decision.Refuse.class);
  }

  @Test
  void endsNoLoginUnderWay() {
    assertThat(decide(Set.of(), Set.of("one", "two"), Set.of(), TWO_NEWEST))
        .isInstanceOf(Decision.Refuse.class);
  }

  private static Decision decide(
      Set<LiveSession> live, Set<String> promised, Set<String> ending, SessionLimitSettings limit) {
    return PlaceRule.decide(new Occupancy(live, promised, ending), "own", limit);
  }
}
