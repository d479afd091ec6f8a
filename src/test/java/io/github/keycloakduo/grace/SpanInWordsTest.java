package io.github.keycloakduo.grace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpanInWordsTest {
  @ParameterizedTest
  @CsvSource({
    "1, 1 SECONDS",
    "60, 1 MINUTES",
    "90, 90 SECONDS",
    "599, 599 SECONDS",
    "610, 10 MINUTES",
    "3600, 1 HOURS",
    "5400, 90 MINUTES",
    "28800, 8 HOURS",
    "86400, 1 DAYS",
    "90000, 25 HOURS",
    "1209600, 14 DAYS",
    "2147483647, 24855 DAYS"
  })
  void isSaidInTheUnitThatPeopleUse(long seconds, String words) {
    SpanInWords span = SpanInWords.of(Duration.ofSeconds(seconds));
    assertThat(span.number() + " " + span.unit()).isEqualTo(words);
  }

  @Property
  void promisesNoMoreThanIsTrueAndHardlyLess(@ForAll @IntRange(min = 1) int seconds) {
    SpanInWords span = SpanInWords.of(Duration.ofSeconds(seconds));
    long said =
        switch (span.unit()) {
          case DAYS -> 86_400L * span.number();
          case HOURS -> 3_600L * span.number();
          case MINUTES -> 60L * span.number();
          case SECONDS -> span.number();
        };
    assertThat(said).isLessThanOrEqualTo(seconds);
    assertThat(said).isGreaterThan(seconds * 9L / 10);
  }
}
