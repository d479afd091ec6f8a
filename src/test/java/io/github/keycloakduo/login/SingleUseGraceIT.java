package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.browser.ClientApp;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.server.KeycloakUnderTest;
import io.github.keycloakduo.testkit.server.ServerOptions;
import io.github.keycloakduo.testkit.server.ZipKeycloak;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** An earlier MFA kept in single-use objects, on a server that was told so. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SingleUseGraceIT {
  private static final Map<String, String> GRACE =
      Map.of(
          "authentication_cache.soft_timeout", "600",
          "authentication_cache.hard_timeout", "3600",
          "authentication_cache.reuse_limit", "2");

  private final DuoSimulator duo = DuoSimulator.start();
  private final ClientApp client = ClientApp.start();
  private final KeycloakUnderTest keycloak =
      ZipKeycloak.start(
          ServerOptions.defaults()
              .with("spi-authenticator--duo-mfa--grace-store", "single-use-objects")
              .with("spi-authenticator--duo-mfa--allowed-hosts", duo.host()));

  @BeforeEach
  void enrolAlice() {
    duo.reset();
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH).passcode("123456");
  }

  @AfterAll
  void stop() {
    keycloak.close();
    client.close();
    duo.close();
  }

  @Test
  void coversAsManyLoginsAsTheLimitAllows() {
    TestRealm realm = TestRealm.create(keycloak, client.redirectUri());
    DuoLogin login = approved(realm);

    assertThat(login.password(realm.browser()).arrived()).isTrue();
    assertThat(login.password(realm.browser()).arrived()).isTrue();
    assertThat(isAsked(realm, login)).isTrue();
  }

  @Test
  void endsWhenTheUserIsDisabledEvenIfHeIsEnabledAgain() {
    TestRealm realm = TestRealm.create(keycloak, client.redirectUri());
    DuoLogin login = approved(realm);

    realm.users().disable(login.user());
    realm.users().enable(login.user());

    assertThat(isAsked(realm, login)).isTrue();
  }

  @Test
  void endsWhenAnAdministratorLogsTheUserOut() {
    TestRealm realm = TestRealm.create(keycloak, client.redirectUri());
    DuoLogin login = approved(realm);

    realm.users().logout(login.user());

    assertThat(isAsked(realm, login)).isTrue();
  }

  /** Keycloak's store cannot be searched: who wants a list has to name the user. */
  @Test
  void isListedAndEndedForOneUserAtATime() {
    TestRealm realm = TestRealm.create(keycloak, client.redirectUri());
    DuoLogin login = approved(realm);
    String alice = "/duo-mfa/grace?username=alice";

    assertThat(realm.admin().get(alice)).hasSize(1);
    assertThat(realm.admin().send("GET", "/duo-mfa/grace", null).statusCode()).isEqualTo(400);
    assertThat(realm.admin().send("DELETE", alice, null).statusCode()).isEqualTo(204);
    assertThat(realm.admin().get(alice)).isEmpty();
    assertThat(isAsked(realm, login)).isTrue();
  }

  private DuoLogin approved(TestRealm realm) {
    DuoLogin login = DuoLogin.at(realm, duo, GRACE);
    assertThat(DuoLogin.type(login.password(), "123456").arrived()).isTrue();
    return login;
  }

  private static boolean isAsked(TestRealm realm, DuoLogin login) {
    return DuoLogin.settled(login.password(realm.browser())).has("#kc-duo-form");
  }
}
