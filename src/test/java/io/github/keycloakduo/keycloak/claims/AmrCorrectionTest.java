package io.github.keycloakduo.keycloak.claims;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AmrCorrectionTest {
  private static final AmrCorrection NOTHING = new AmrCorrection(null, null);

  @Test
  void aStepWithoutAnMfaIsNoCompletedStep() {
    assertThat(NOTHING.completed(Map.of("password", 10, "duo", 10), "duo"))
        .isEqualTo(Map.of("password", 10));
  }

  @Test
  void anEarlierMfaStandsWithItsOwnTime() {
    assertThat(new AmrCorrection(3, null).completed(Map.of("password", 10, "duo", 10), "duo"))
        .isEqualTo(Map.of("password", 10, "duo", 3));
  }

  @Test
  void whereTheStepRaisesNoLevelThoseOfOtherStepsStay() {
    assertThat(NOTHING.level(3)).isEqualTo(3);
    assertThat(NOTHING.levels(Map.of(1, 10, 3, 10))).isEqualTo(Map.of(1, 10, 3, 10));
  }

  @Test
  void theLevelGoesBackToWhatWasReachedBefore() {
    AmrCorrection silver = new AmrCorrection(null, 1);

    assertThat(silver.level(2)).isEqualTo(1);
    assertThat(silver.levels(Map.of(1, 10, 2, 10))).isEqualTo(Map.of(1, 10));
  }

  @Property
  void otherStepsAreNeverTouched(
      @ForAll @Size(max = 5) Map<Integer, Integer> noted, @ForAll int time) {
    Map<String, Integer> byName = new HashMap<>();
    noted.forEach((key, value) -> byName.put("execution " + key, value));
    Map<String, Integer> all = new HashMap<>(byName);
    all.put("duo", 10);

    assertThat(NOTHING.completed(all, "duo")).isEqualTo(byName);
    assertThat(new AmrCorrection(time, null).completed(all, "duo"))
        .containsAllEntriesOf(byName)
        .containsEntry("duo", time)
        .hasSize(byName.size() + 1);
  }

  @Property
  void noLevelEverRises(
      @ForAll @IntRange(min = -1, max = 9) int noted,
      @ForAll @IntRange(max = 9) int highest,
      @ForAll @Size(max = 5) Map<@IntRange(max = 9) Integer, Integer> levels) {
    AmrCorrection correction = new AmrCorrection(null, highest);

    assertThat(correction.level(noted)).isLessThanOrEqualTo(Math.min(noted, highest));
    assertThat(correction.levels(levels).keySet())
        .allMatch(level -> level <= highest && levels.containsKey(level));
  }

  @Property
  void doingItTwiceChangesNothing(
      @ForAll @Size(max = 5) Map<@IntRange(max = 9) Integer, Integer> levels,
      @ForAll @IntRange(max = 9) int highest) {
    AmrCorrection correction = new AmrCorrection(null, highest);
    Map<Integer, Integer> once = correction.levels(levels);

    assertThat(correction.levels(once)).isEqualTo(once);
  }
}
