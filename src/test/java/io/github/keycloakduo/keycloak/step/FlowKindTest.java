package io.github.keycloakduo.keycloak.step;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlowKindTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "authenticate",
        "registration",
        "reset-credentials",
        "first-broker-login",
        "post-broker-login"
      })
  void hasABrowserOnThePathsOfKeycloaksPages(String path) {
    assertThat(FlowKind.of(new FakeFlow().path(path).context())).isEqualTo(FlowKind.BROWSER);
  }

  @Test
  void hasAProgramAtTheTokenEndpointOfEveryVersion() {
    assertThat(FlowKind.of(new FakeFlow().path("token").context())).isEqualTo(FlowKind.PROGRAM);
    assertThat(FlowKind.of(new FakeFlow().path(null).context())).isEqualTo(FlowKind.PROGRAM);
  }

  @Test
  void hasAProgramWhereDockerOrSamlEcpLogsIn() {
    assertThat(FlowKind.of(new FakeFlow().protocol("docker-v2").context()))
        .isEqualTo(FlowKind.PROGRAM);
    assertThat(FlowKind.of(new FakeFlow().protocol("saml").alias("saml ecp").context()))
        .isEqualTo(FlowKind.PROGRAM);
    assertThat(FlowKind.of(new FakeFlow().protocol("saml").context())).isEqualTo(FlowKind.BROWSER);
  }

  @ParameterizedTest
  @CsvSource({
    "BROWSER, duo-mfa, ''",
    "BROWSER, duo-mfa-direct-grant, is the flow of a browser",
    "BROWSER, duo-mfa-direct-grant-username, is the flow of a browser",
    "PROGRAM, duo-mfa, nobody sees a page",
    "PROGRAM, duo-mfa-direct-grant, ''",
    "PROGRAM, duo-mfa-direct-grant-username, ''",
    "PROGRAM, direct-grant-validate-password, ''"
  })
  void saysWhichStepsDoNotBelongThere(FlowKind kind, String provider, String sentence) {
    if (sentence.isEmpty()) {
      assertThat(kind.problemWith(provider)).isEmpty();
    } else {
      assertThat(kind.problemWith(provider).orElse("")).contains(provider, sentence);
    }
  }
}
