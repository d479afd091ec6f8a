package io.github.keycloakduo.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollIntervalTest {
  @ParameterizedTest
  @CsvSource({"0,1,0", "499,1,0", "500,1,1", "999,2,0", "4148,1,8", "4148,4,2", "20000,1,20"})
  void pagesOfABusyNodeAskLessOften(int waiting, int processors, int seconds) {
    assertThat(PollInterval.of(waiting, processors)).isEqualTo(Duration.ofSeconds(seconds));
  }
}
