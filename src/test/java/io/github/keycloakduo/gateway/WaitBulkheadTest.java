package io.github.keycloakduo.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WaitBulkheadTest {
  private final WaitBulkhead bulkhead = new WaitBulkhead();

  @Test
  void rejectsWhoeverComesBeyondTheLimitUntilAPermitIsReleased() {
    WaitBulkhead.Permit first = bulkhead.tryAcquire(2).orElseThrow();
    assertThat(bulkhead.tryAcquire(2)).isPresent();
    assertThat(bulkhead.tryAcquire(2)).isEmpty();
    assertThat(bulkhead.tryAcquire(0)).isEmpty();

    first.close();
    assertThat(bulkhead.tryAcquire(2)).isPresent();
    assertThat(bulkhead.tryAcquire(2)).isEmpty();
  }

  @Test
  void releasesAPermitOnceHoweverOftenItIsClosed() {
    WaitBulkhead.Permit first = bulkhead.tryAcquire(2).orElseThrow();
    assertThat(bulkhead.tryAcquire(2)).isPresent();
    first.close();
    first.close();
    assertThat(bulkhead.tryAcquire(2)).isPresent();
    assertThat(bulkhead.tryAcquire(2)).isEmpty();
  }
}
