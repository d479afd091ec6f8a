package io.github.keycloakduo.keycloak.step;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.dom.saml.v2.protocol.AuthnRequestType;

class PassiveRequestTest {
  private final FakeFlow flow = new FakeFlow();

  @ParameterizedTest
  @CsvSource({"none, true", "none consent, true", "login, false", "consent, false"})
  void isOneOfOpenIdConnectByItsPrompt(String prompt, boolean passive) {
    flow.clientNote("prompt", prompt);
    assertThat(PassiveRequest.isPassive(flow.login())).isEqualTo(passive);
  }

  @Test
  void isNoneUnlessTheClientSaysSo() {
    assertThat(PassiveRequest.isPassive(flow.login())).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"true, true", "false, false", ", false"})
  void isOneOfSamlByItsAttribute(Boolean attribute, boolean passive) {
    AuthnRequestType request = new AuthnRequestType("ID_1", null);
    request.setIsPassive(attribute);
    new SamlPassiveMarker().beforeProcessingLoginRequest(request, flow.login());

    assertThat(PassiveRequest.isPassive(flow.login())).isEqualTo(passive);
  }
}
