package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.browser.ClientApp;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.browser.PlainBrowser;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import io.github.keycloakduo.testkit.server.NeedsKeycloak;
import io.github.keycloakduo.testkit.server.ServerOptions;
import io.github.keycloakduo.testkit.server.ZipKeycloak;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A SAML client that asks for a level of authentication by {@code RequestedAuthnContext}. */
@NeedsKeycloak("26.6")
class SamlStepUpIT {
  private static final String CONTEXT =
      "<samlp:RequestedAuthnContext Comparison=\"exact\">"
          + "<saml:AuthnContextClassRef>%s</saml:AuthnContextClassRef>"
          + "</samlp:RequestedAuthnContext>";

  @Test
  void theStepIsAskedForTheHigherLevelOnlyAndThenAlthoughTheUserIsExempt() {
    try (DuoSimulator duo = DuoSimulator.start();
        ClientApp client = ClientApp.start();
        KeycloakUnderTest keycloak =
            ZipKeycloak.start(
                ServerOptions.extras()
                    .with("spi-authenticator--duo-mfa--allowed-hosts", duo.host()));
        TestRealm realm = TestRealm.create(keycloak, client.redirectUri())) {
      duo.user("alice").passcode("123456");
      Map<String, String> config = new HashMap<>(DuoSettings.of(duo));
      config.put("whitelist.user_list.allow", "all_users");
      realm.withStepUp("duo-mfa", config);
      realm.change(
          Map.of(
              "attributes",
              Map.of(
                  "acr.loa.map",
                  "{\"silver\":\"1\",\"gold\":\"2\"}",
                  "acr.uri.map",
                  "{\"silver\":\"urn:example:silver\",\"gold\":\"urn:example:gold\"}")));
      SamlRequest.createClient(realm);
      TestUser alice = realm.users().create("alice");
      PlainBrowser browser = realm.browser();

      Page silver =
          browser
              .open(SamlRequest.of(realm, "", CONTEXT.formatted("urn:example:silver")))
              .form("#kc-form-login")
              .with("username", alice.username())
              .with("password", alice.password())
              .submit();
      Page factor =
          DuoLogin.settled(
              browser.open(SamlRequest.of(realm, "", CONTEXT.formatted("urn:example:gold"))));
      Page gold = DuoLogin.type(factor, "123456");

      assertThat(assertion(silver)).contains("AuthnContextClassRef>urn:example:silver<");
      assertThat(factor.has("#kc-duo-form")).as(factor.toString()).isTrue();
      assertThat(assertion(gold)).contains("AuthnContextClassRef>urn:example:gold<");
    }
  }

  private static String assertion(Page page) {
    String encoded = page.element("[name=SAMLResponse]").attr("value");
    return new String(Base64.getMimeDecoder().decode(encoded), StandardCharsets.UTF_8);
  }
}
