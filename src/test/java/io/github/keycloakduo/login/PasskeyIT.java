package io.github.keycloakduo.login;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.browser.Chrome;
import io.github.keycloakduo.testkit.browser.Look;
import io.github.keycloakduo.testkit.browser.NeedsChromium;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import io.github.keycloakduo.testkit.realm.UserEvent;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The recipe of docs/flows.md for realms with passkeys, in a real Chromium with a passkey. */
@ExtendWith(KeycloakExtension.class)
@NeedsChromium
class PasskeyIT {
  private final DuoSimulator duo;

  PasskeyIT(DuoSimulator duo) {
    this.duo = duo;
  }

  @Test
  void duoIsAskedAfterAPasswordAndNotAfterAPasskey(Chrome chrome, TestRealm realm) {
    duo.user("alice").passcode("123456").passcode("654321");
    realm.withBrowserStepUnlessPasskey("duo-mfa", DuoSettings.of(duo));
    // Keycloak takes no part of the policy without the name.
    realm.change(
        Map.of(
            "webAuthnPolicyPasswordlessRpEntityName", "keycloak",
            "webAuthnPolicyPasswordlessPasskeysEnabled", true,
            "webAuthnPolicyPasswordlessRequireResidentKey", "Yes",
            "webAuthnPolicyPasswordlessUserVerificationRequirement", "required"));
    TestUser alice = realm.users().create("alice");
    realm
        .users()
        .change(alice, Map.of("requiredActions", List.of("webauthn-register-passwordless")));
    Page page = chrome.open(Look.desktop(), loginUrl(realm));
    Runnable removeAuthenticator = addAuthenticator(page);

    logInWithPassword(page, alice, "123456");
    page.onceDialog(label -> label.accept("the passkey"));
    page.click("#registerWebAuthn");
    assertThat(page.locator("#arrived")).hasText("Signed in");
    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(1);

    realm.users().logout(alice);
    page.navigate(loginUrl(realm).toString());
    // The form asks for a passkey by itself, and this authenticator answers at once.
    assertThat(page.locator("#arrived")).hasText("Signed in");
    assertThat(duo.requests().count(Endpoint.PREAUTH)).isEqualTo(1);
    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(1);

    // The passkey is there, and the password does not profit from it.
    removeAuthenticator.run();
    realm.users().logout(alice);
    page.navigate(loginUrl(realm).toString());
    assertThat(page.locator("#authenticateWebAuthnButton")).isVisible();
    logInWithPassword(page, alice, "654321");
    assertThat(page.locator("#arrived")).hasText("Signed in");
    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(2);
    assertThat(realm.events().user("LOGIN").stream().map(UserEvent::details))
        .map(details -> String.valueOf(details.get("duo_outcome")))
        .endsWith("null", "approved");
  }

  private static void logInWithPassword(Page page, TestUser user, String passcode) {
    page.fill("#username", user.username());
    page.fill("#password", user.password());
    page.click("#kc-login");
    page.fill("#duo-passcode", passcode);
    page.click("#kc-login");
  }

  /** A passkey belongs to a host name, and an address is none. */
  private static URI loginUrl(TestRealm realm) {
    return URI.create(
        realm.app().loginUrl().toString().replaceFirst("//127\\.0\\.0\\.1:", "//localhost:"));
  }

  /**
   * Adds one like that of a phone or laptop, whose owner is always present.
   *
   * @return takes it away
   */
  private static Runnable addAuthenticator(Page page) {
    CDPSession devTools = page.context().newCDPSession(page);
    devTools.send("WebAuthn.enable");
    JsonObject options = new JsonObject();
    options.addProperty("protocol", "ctap2");
    options.addProperty("transport", "internal");
    options.addProperty("hasResidentKey", true);
    options.addProperty("hasUserVerification", true);
    options.addProperty("isUserVerified", true);
    options.addProperty("automaticPresenceSimulation", true);
    JsonObject parameters = new JsonObject();
    parameters.add("options", options);
    JsonObject added = devTools.send("WebAuthn.addVirtualAuthenticator", parameters);
    return () -> devTools.send("WebAuthn.removeVirtualAuthenticator", added);
  }
}
