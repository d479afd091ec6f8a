package io.github.keycloakduo.keycloak.step;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.keycloakduo.settings.LogLevel;
import org.junit.jupiter.api.Test;

/** A login does not depend on what only an administrator reads. */
class LoginLogTest {
  private final LoginLog log = new LoginLog(LogLevel.INFO);

  @Test
  void aConfigurationThatCannotBeCheckedForWarningsFailsNoLogin() {
    assertThatCode(
            () ->
                log.warn(
                    "bank",
                    "Duo",
                    () -> {
                      throw new IllegalStateException("the directory is away");
                    }))
        .doesNotThrowAnyException();
    assertThatCode(
            () ->
                log.warn(
                    "bank",
                    "Duo",
                    () -> {
                      throw new NoSuchMethodError("gone");
                    }))
        .doesNotThrowAnyException();
  }
}
