package io.github.keycloakduo.breakglass;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BreakGlassTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final BreakGlass FOR_AN_HOUR =
      new BreakGlass("realm", "alice", "phone lost", "admin", NOON, NOON.plusSeconds(3600));

  @Property
  void holdsUntilItsEndAndNotThen(@ForAll @IntRange(min = 0, max = 7200) int seconds) {
    assertThat(FOR_AN_HOUR.holds(NOON.plusSeconds(seconds))).isEqualTo(seconds < 3600);
  }

  @Example
  void saysWhoGrantedItUntilWhenAndWhy() {
    assertThat(FOR_AN_HOUR.sentence())
        .isEqualTo("break-glass, granted by admin until 2026-03-01T13:00:00Z: phone lost");
  }

  @Example
  void takesOneLineForAReason() {
    assertThat(BreakGlass.isReason("téléphone perdu, ticket 4711")).isTrue();
    assertThat(BreakGlass.isReason("x".repeat(200))).isTrue();
    assertThat(BreakGlass.isReason("x".repeat(201))).isFalse();
    assertThat(BreakGlass.isReason("")).isFalse();
    assertThat(BreakGlass.isReason("\u00a0\u200b ")).isFalse();
    assertThat(BreakGlass.isReason("one\ntwo")).isFalse();
    assertThat(BreakGlass.isReason("one\u2028two")).isFalse();
    assertThat(BreakGlass.isReason("one\u202etwo")).isFalse();
    assertThat(BreakGlass.isReason("one\u0000two")).isFalse();
  }
}
