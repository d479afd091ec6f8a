package io.github.keycloakduo.keycloak.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** D28: an approval that comes after the end of the transaction would be an error 500. */
class TransactionTimeoutTest {
  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  @Test
  void leavesAWaitAloneThatEndsInTime() {
    assertThat(bound(60)).isEqualTo(60);
    assertThat(bound(270)).isEqualTo(270);
  }

  @Test
  void boundsALongerWait() {
    assertThat(bound(271)).isEqualTo(270);
    assertThat(bound(600)).isEqualTo(270);
  }

  @Test
  void boundsNothingWhereTransactionsHaveNoEnd() {
    assertThat(TransactionTimeout.bound(Duration.ofSeconds(600), Duration.ZERO))
        .isEqualTo(Duration.ofSeconds(600));
  }

  @Test
  void warnsOfWhatItBounds() {
    assertThat(TransactionTimeout.warning(Duration.ofSeconds(600), FIVE_MINUTES))
        .contains(
            "duo.timeout: a direct grant waits 270 seconds and not 600, since Keycloak ends its"
                + " transaction after 300");
    assertThat(TransactionTimeout.warning(Duration.ofSeconds(60), FIVE_MINUTES)).isEmpty();
  }

  private static long bound(int seconds) {
    return TransactionTimeout.bound(Duration.ofSeconds(seconds), FIVE_MINUTES).toSeconds();
  }
}
