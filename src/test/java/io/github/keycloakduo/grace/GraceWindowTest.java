package io.github.keycloakduo.grace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class GraceWindowTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration MOST = Duration.ofSeconds(Integer.MAX_VALUE);

  /** T30 of the threats: the soft deadline never slides past the hard one. */
  @Property
  void neverHoldsAtOrAfterTheHardEnd(
      @ForAll("windows") GraceWindow window,
      @ForAll @Size(max = 30) List<@LongRange(min = -5_000, max = 30_000) Long> steps) {
    GracePeriod period = window.opened(NOON);
    Instant now = NOON;
    for (long step : steps) {
      now = now.plusMillis(step);
      if (window.state(period, now).holds()) {
        assertThat(now).isBefore(NOON.plus(window.hard()));
        assertThat(now).isBefore(period.lastUsedAt().plus(window.soft()));
        assertThat(period.uses()).isLessThan(window.reuseLimit());
        period = window.used(period, now);
      }
      assertThat(period.softEnd()).isBeforeOrEqualTo(period.hardEnd());
      assertThat(period.hardEnd()).isEqualTo(NOON.plus(window.hard()));
      assertThat(period.grantedAt()).isEqualTo(NOON);
    }
  }

  @Property
  void holdsExactlyWithinBothTimeoutsAndTheLimit(
      @ForAll("windows") GraceWindow window,
      @ForAll @LongRange(min = 0, max = 200_000) long millis) {
    Instant now = NOON.plusMillis(millis);
    boolean inTime =
        now.isBefore(NOON.plus(window.hard())) && now.isBefore(NOON.plus(window.soft()));
    assertThat(window.state(window.opened(NOON), now).holds())
        .isEqualTo(inTime && window.reuseLimit() > 0);
  }

  @Property
  void neverGetsLongerByAClockThatGoesBack(
      @ForAll("windows") GraceWindow window,
      @ForAll @LongRange(min = 1, max = 100_000) long used,
      @ForAll @LongRange(min = 1, max = 100_000) long back) {
    Instant later = NOON.plusMillis(used);
    Instant earlier = later.minusMillis(back);
    GracePeriod period = window.used(window.opened(NOON), later);
    assertThat(window.used(period, earlier).softEnd()).isEqualTo(period.softEnd());
    assertThat(window.used(period, earlier).lastUsedAt()).isEqualTo(later);
    if (back > GraceWindow.MAX_SKEW.toMillis()) {
      assertThat(window.state(period, earlier).holds()).isFalse();
    }
  }

  @Property
  void movesOnlyTheSoftEndAndTheCountByAUse(
      @ForAll("windows") GraceWindow window,
      @ForAll @LongRange(min = 0, max = 90_000) long millis) {
    GracePeriod period = window.opened(NOON);
    GracePeriod used = window.used(period, NOON.plusMillis(millis));
    assertThat(used.grantedAt()).isEqualTo(period.grantedAt());
    assertThat(used.hardEnd()).isEqualTo(period.hardEnd());
    assertThat(used.uses()).isEqualTo(1);
    assertThat(used.softEnd()).isAfterOrEqualTo(period.softEnd());
  }

  @Example
  void isOffWhenATimeoutOrTheLimitIsZero() {
    Duration second = Duration.ofSeconds(1);
    for (GraceWindow shut :
        List.of(
            new GraceWindow(Duration.ZERO, second, 1),
            new GraceWindow(second, Duration.ZERO, 1),
            new GraceWindow(second, second, 0))) {
      assertThat(shut.isShut()).isTrue();
      assertThat(shut.state(shut.opened(NOON), NOON.minusMillis(1))).isEqualTo(GraceState.OFF);
    }
  }

  @Example
  void toleratesAClockThatIsBackByTheMostSkewAndNoMore() {
    GraceWindow window = new GraceWindow(MOST, MOST, 2);
    GracePeriod period = window.opened(NOON);
    Instant back = NOON.minus(GraceWindow.MAX_SKEW);
    assertThat(window.state(period, back)).isEqualTo(GraceState.HOLDS);
    assertThat(window.state(period, back.minusNanos(1))).isEqualTo(GraceState.CLOCK_WENT_BACK);
  }

  @Example
  void saysOfEachStateWhyItIsSo() {
    assertThat(GraceState.values()).extracting(GraceState::reason).doesNotHaveDuplicates();
    assertThat(GraceState.HARD_OVER.reason()).contains("hard_timeout");
  }

  @Example
  void takesTheLongestTimeoutsWithoutOverflow() {
    GraceWindow window = new GraceWindow(MOST, MOST, Integer.MAX_VALUE);
    GracePeriod period = window.opened(NOON);
    assertThat(period.hardEnd()).isEqualTo(NOON.plus(MOST));
    assertThat(window.state(period, NOON.plus(MOST).minusMillis(1))).isEqualTo(GraceState.HOLDS);
    assertThat(window.state(period, NOON.plus(MOST))).isEqualTo(GraceState.HARD_OVER);
    Instant farOff = Instant.ofEpochMilli(Long.MAX_VALUE - 5);
    assertThat(window.opened(farOff).hardEnd().toEpochMilli()).isEqualTo(Long.MAX_VALUE);
    assertThat(window.used(window.opened(farOff), farOff).softEnd().toEpochMilli())
        .isEqualTo(Long.MAX_VALUE);
  }

  @Provide
  Arbitrary<GraceWindow> windows() {
    Arbitrary<Duration> seconds = Arbitraries.longs().between(1, 100).map(Duration::ofSeconds);
    return Combinators.combine(seconds, seconds, Arbitraries.integers().between(1, 5))
        .as(GraceWindow::new);
  }
}
