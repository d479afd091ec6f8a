package io.github.keycloakduo.keycloak.step;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepUpPolicyTest {
  /** The paths of Keycloak's LoginActionsService, and of the token endpoint. */
  @ParameterizedTest
  @CsvSource({
    "reset-credentials, true",
    "authenticate, false",
    "registration, false",
    "first-broker-login, false",
    "post-broker-login, false",
    "token, false",
    ", false"
  })
  void takesThePasswordResetForAForcedAuthentication(String path, boolean forced) {
    assertThat(StepUpPolicy.isPasswordReset(new FakeFlow().path(path).context())).isEqualTo(forced);
  }
}
