package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.realm.GatewayAnswer;
import io.github.keycloakduo.testkit.realm.TestRealm;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Keycloak's own lock on an account. */
@ExtendWith(KeycloakExtension.class)
class LockoutIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  @Test
  void wrongPasscodesLockTheUserWhoThenIsRefusedWithTheRightOne(TestRealm realm, DuoSimulator duo) {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH).passcode("123456");
    realm.bruteForce().lockAfter(3);
    DuoLogin login = DuoLogin.at(realm, duo, Map.of());

    Page factor = login.password();
    for (int i = 0; i < 3 && !realm.bruteForce().locked(login.user()); i++) {
      factor = DuoLogin.type(factor, "00000" + i);
    }
    assertThat(realm.bruteForce().locked(login.user())).isTrue();
    assertThat(login.refusals()).containsOnly("wrong_passcode");
    int asked = duo.requests().count(Endpoint.AUTH);
    Page locked = DuoLogin.type(factor, "123456");

    assertThat(locked.arrived()).isFalse();
    assertThat(locked.text()).contains("You cannot sign in at the moment");
    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(asked);
    assertThat(realm.events().user("LOGIN")).isEmpty();
  }

  @Test
  void aSixthPasscodeDoesNotReachDuoEvenWhereTheRealmLocksNobody(
      TestRealm realm, DuoSimulator duo) {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH).passcode("123456");
    DuoLogin login = DuoLogin.at(realm, duo, Map.of());

    for (int i = 0; i < 5; i++) {
      DuoLogin.type(login.password(realm.browser()), "00000" + i);
    }
    int asked = duo.requests().count(Endpoint.AUTH);
    Page sixth = DuoLogin.type(login.password(), "123456");

    assertThat(asked).isEqualTo(5);
    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(asked);
    assertThat(DuoLogin.error(sixth)).contains("Too many incorrect passcodes", "another method");
    assertThat(login.refusals()).hasSize(6).containsOnly("wrong_passcode");
    Page waiting = DuoLogin.press(sixth, "push");
    duo.pushes().approve("alice");
    assertThat(DuoLogin.proceed(waiting).arrived()).isTrue();
  }

  /** The code may be right: whoever types it must not be locked out by it. */
  @Test
  void whatALimitOfOursRefusesIsNotCounted(TestRealm realm, DuoSimulator duo) {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH).passcode("123456");
    realm.bruteForce().lockAfter(30);
    DuoLogin login = DuoLogin.at(realm, duo, Map.of("duo.push_limit", "1"));

    Page factor = login.password();
    for (int i = 0; i < 5; i++) {
      factor = DuoLogin.type(factor, "00000" + i);
    }
    realm.bruteForce().counts(login.user(), 5);
    int counted = realm.bruteForce().failures(login.user());
    Page refused = DuoLogin.type(DuoLogin.type(factor, "123456"), "123456");
    realm.withDirectGrantStep("duo-mfa-direct-grant", DuoSettings.of(duo));
    GatewayAnswer gateway = realm.gateway("gateway").call(login.user(), Map.of("otp", "123456"));

    assertThat(counted).isEqualTo(5);
    assertThat(DuoLogin.error(refused)).contains("Too many incorrect passcodes");
    assertThat(gateway.error()).isEqualTo("invalid_grant");
    assertThat(realm.bruteForce().failures(login.user())).isEqualTo(counted);
    assertThat(realm.events().user("LOGIN_ERROR"))
        .filteredOn(event -> "invalid_user_credentials".equals(event.error()))
        .hasSize(5);
  }

  @Test
  void deniedAndUnansweredPushesAreNotCounted(TestRealm realm, DuoSimulator duo) {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH);
    realm.bruteForce().lockAfter(2);
    DuoLogin login = DuoLogin.at(realm, duo, Map.of());

    Page factor = login.password();
    for (int i = 0; i < 3; i++) {
      Page waiting = DuoLogin.press(factor, "push");
      duo.pushes().awaitPending("alice", SOON);
      duo.pushes().deny("alice");
      factor = DuoLogin.proceed(waiting);
    }

    assertThat(login.refusals()).containsExactly("denied", "denied", "denied");
    assertThat(realm.bruteForce().failures(login.user())).isZero();
  }

  @Test
  void anApprovalDoesNotLetInAUserWhoWasLockedMeanwhile(TestRealm realm, DuoSimulator duo) {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH);
    realm.bruteForce().lockAfter(1);
    DuoLogin login = DuoLogin.at(realm, duo, Map.of());

    Page waiting = DuoLogin.press(login.password(), "push");
    realm.app().passwordGrant("alice", "wrong", Map.of());
    assertThat(realm.bruteForce().becomesLocked(login.user())).isTrue();
    duo.pushes().approve("alice");

    assertThat(DuoLogin.proceed(waiting).arrived()).isFalse();
    assertThat(realm.events().user("LOGIN")).isEmpty();
  }

  @Test
  void anApprovalDoesNotLetInAUserWhoWasDisabledMeanwhile(TestRealm realm, DuoSimulator duo) {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH);
    DuoLogin login = DuoLogin.at(realm, duo, Map.of());

    Page waiting = DuoLogin.press(login.password(), "push");
    realm.users().disable(login.user());
    duo.pushes().approve("alice");

    Page refused = DuoLogin.proceed(waiting);

    assertThat(refused.arrived()).isFalse();
    assertThat(refused.text()).contains("Account is disabled");
    assertThat(realm.events().user("LOGIN")).isEmpty();
  }
}
