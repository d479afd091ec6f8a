package io.github.keycloakduo.keycloak.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FirstLoginsTest {
  private final AtomicLong nanos = new AtomicLong();
  private final FirstLogins logins = new FirstLogins(nanos::get);

  @Test
  void areOneForEachConfiguration() {
    assertThat(logins.isFirst("realm", "options")).isTrue();
    assertThat(logins.isFirst("realm", "options")).isFalse();
    assertThat(logins.isFirst("other realm", "options")).isTrue();
    assertThat(logins.isFirst("realm", "other options")).isTrue();
  }

  @Test
  void comeAgainAfterADay() {
    logins.isFirst("realm", "options");
    nanos.addAndGet(FirstLogins.MEMORY.toNanos() - 1);
    assertThat(logins.isFirst("realm", "options")).isFalse();
    nanos.addAndGet(1);
    assertThat(logins.isFirst("realm", "options")).isTrue();
  }
}
