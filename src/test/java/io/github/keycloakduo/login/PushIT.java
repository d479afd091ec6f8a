package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.simulator.PendingPush;
import io.github.keycloakduo.simulator.SimulatedUser;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.realm.TestRealm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(KeycloakExtension.class)
class PushIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  @Test
  void sendsAPushForAnEmptyPasscodeAndLetsInOnceItIsApproved(TestRealm realm, DuoSimulator duo) {
    phones(duo);
    DuoLogin login = DuoLogin.at(realm, duo, Map.of());

    Page waiting = DuoLogin.type(login.password(), "");
    assertThat(waiting.has("#duo-waiting")).as(waiting.toString()).isTrue();
    assertThat(DuoLogin.isDone(waiting)).isFalse();
    PendingPush push = duo.pushes().awaitPending("alice", SOON);
    duo.pushes().approve("alice");
    Page end = DuoLogin.proceed(waiting);

    assertThat(end.arrived()).as(end.toString()).isTrue();
    assertThat(login.success().details())
        .containsEntry("duo_outcome", "approved")
        .containsEntry("duo_factor", "push")
        .containsEntry("duo_txid", push.txid());
    assertThat(duo.requests().last(Endpoint.PREAUTH).params())
        .containsEntry("client_supports_verified_push", "1")
        .containsEntry("ipaddr", "127.0.0.1");
    assertThat(duo.requests().last(Endpoint.AUTH).params())
        .containsEntry("async", "1")
        .containsEntry("device", "DP1")
        .containsEntry("display_username", "alice")
        .hasEntrySatisfying("pushinfo", info -> assertThat(info).contains("Client=app", "Realm="));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Security-Policy",
        "X-Frame-Options",
        "X-Content-Type-Options",
        "Referrer-Policy"
      })
  void showsItsPagesUnderTheHeadersOfKeycloak(String header, TestRealm realm, DuoSimulator duo) {
    phones(duo);
    DuoLogin login = DuoLogin.at(realm, duo, Map.of());
    Page password = login.browser().open(realm.app().loginUrl());

    Page factor = login.password();
    Page waiting = DuoLogin.press(factor, "push");

    assertThat(password.headers().firstValue(header)).isPresent();
    assertThat(List.of(factor, waiting))
        .extracting(page -> page.headers().firstValue(header))
        .containsOnly(password.headers().firstValue(header));
  }

  @Test
  void sendsNoDetailsWithThePushWhenToldSo(TestRealm realm, DuoSimulator duo) {
    phones(duo);
    DuoLogin login = DuoLogin.at(realm, duo, Map.of("duo.push_info", "false"));

    DuoLogin.press(login.password(), "push");

    assertThat(duo.requests().last(Endpoint.AUTH).params())
        .doesNotContainKeys("pushinfo", "display_username");
  }

  @Test
  void staysOutsideWhenThePushIsDeniedAndOffersAnotherWay(TestRealm realm, DuoSimulator duo) {
    phones(duo).passcode("123456");
    DuoLogin login = DuoLogin.at(realm, duo, Map.of());

    Page waiting = DuoLogin.press(login.password(), "push");
    duo.pushes().awaitPending("alice", SOON);
    duo.pushes().deny("alice");
    Page factor = DuoLogin.proceed(waiting);

    assertThat(DuoLogin.error(factor)).contains("not approved");
    assertThat(login.refusals()).containsExactly("denied");
    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(1);
    assertThat(DuoLogin.type(factor, "123456").arrived()).isTrue();
  }

  @Test
  void endsTheAttemptWhenThePushIsReportedAsFraud(TestRealm realm, DuoSimulator duo) {
    phones(duo);
    DuoLogin login = DuoLogin.at(realm, duo, Map.of());

    Page waiting = DuoLogin.press(login.password(), "push");
    duo.pushes().awaitPending("alice", SOON);
    duo.pushes().fraud("alice");
    Page end = DuoLogin.proceed(waiting);

    assertThat(end.element("#duo-outcome").attr("data-outcome")).isEqualTo("fraud");
    assertThat(login.refusals()).containsExactly("fraud");
    assertThat(end.reload().has("#kc-duo-form")).isFalse();
  }

  @Test
  void goesBackToTheFactorPageWhenNobodyAnswers(TestRealm realm, DuoSimulator duo) {
    phones(duo);
    DuoLogin login = DuoLogin.at(realm, duo, Map.of("duo.timeout", "3"));

    Page factor = DuoLogin.proceed(DuoLogin.press(login.password(), "push"));

    assertThat(factor.status()).isEqualTo(200);
    assertThat(DuoLogin.error(factor)).contains("in time");
    assertThat(login.refusals()).containsExactly("push_timeout");
  }

  @Test
  void goesBackToTheFactorPageWhenDuoGivesUp(TestRealm realm, DuoSimulator duo) {
    phones(duo);
    DuoLogin login = DuoLogin.at(realm, duo, Map.of());

    Page waiting = DuoLogin.press(login.password(), "push");
    duo.pushes().awaitPending("alice", SOON);
    duo.pushes().expire("alice");

    assertThat(DuoLogin.error(DuoLogin.proceed(waiting))).contains("in time");
    assertThat(login.refusals()).containsExactly("push_timeout");
  }

  @Test
  void asksTheDeviceThatWasSelected(TestRealm realm, DuoSimulator duo) {
    phones(duo);
    DuoLogin login = DuoLogin.at(realm, duo, Map.of());
    Page factor = login.password();
    assertThat(factor.document().select("#duo-device option").eachAttr("value"))
        .containsExactly("DP1", "DP2");

    Page waiting =
        DuoLogin.settled(
            factor.form("#kc-duo-form").with("device", "DP2").press("#duo-factor-push").submit());

    assertThat(duo.requests().last(Endpoint.AUTH).params()).containsEntry("device", "DP2");
    assertThat(waiting.text()).contains("Second phone");
    duo.pushes().approve("alice");
    assertThat(DuoLogin.proceed(waiting).arrived()).isTrue();
    assertThat(login.success().details()).containsEntry("duo_device", "DP2");
  }

  @Test
  void refusesADeviceThatDuoDidNotName(TestRealm realm, DuoSimulator duo) {
    phones(duo);
    DuoLogin login = DuoLogin.at(realm, duo, Map.of());

    Page factor = login.password();
    factor.element("#duo-device").html("<option value=DPMALLORY>x</option>");
    Page again = DuoLogin.settled(factor.form("#kc-duo-form").press("#duo-factor-push").submit());

    assertThat(again.has("#input-error-passcode")).isTrue();
    assertThat(duo.requests().count(Endpoint.AUTH)).isZero();
    assertThat(login.refusals()).containsExactly("no_capable_device");
  }

  @Test
  void selectsADeviceThatCanDoTheFirstFactorAndTellsWhichCannotDoAnother(
      TestRealm realm, DuoSimulator duo) {
    duo.user("alice")
        .phone("DP1", "Desk phone", Capability.PHONE)
        .phone("DP2", "Tablet", Capability.PUSH);
    DuoLogin login = DuoLogin.at(realm, duo, Map.of("duo.factors", "push##phone"));

    Page factor = login.password();
    assertThat(factor.document().select("#duo-device option[selected]").eachAttr("value"))
        .containsExactly("DP2");
    Page again = DuoLogin.press(factor, "phone");
    assertThat(DuoLogin.error(again)).contains("This device does not support that method");
    Page waiting = DuoLogin.settled(again.form("#kc-duo-form").with("device", "DP1").submit());

    assertThat(duo.requests().last(Endpoint.AUTH).params()).containsEntry("device", "DP2");
    duo.pushes().approve("alice");
    assertThat(DuoLogin.proceed(waiting).arrived()).isTrue();
    assertThat(login.refusals()).containsExactly("no_capable_device");
  }

  @Test
  void asksTheSecondDeviceForTheTypedWordPush2(TestRealm realm, DuoSimulator duo) {
    phones(duo);
    DuoLogin login = DuoLogin.at(realm, duo, Map.of());

    Page waiting = DuoLogin.type(login.password(), "Push2");
    duo.pushes().approve("alice");

    assertThat(duo.requests().last(Endpoint.AUTH).params()).containsEntry("device", "DP2");
    assertThat(DuoLogin.proceed(waiting).arrived()).isTrue();
  }

  @Test
  void callsThePhoneForTheTypedWord(TestRealm realm, DuoSimulator duo) {
    phones(duo);
    DuoLogin login = DuoLogin.at(realm, duo, Map.of("duo.factors", "push##passcode##phone"));

    Page waiting = DuoLogin.type(login.password(), "phone");
    assertThat(waiting.element("#duo-waiting").attr("data-kind")).isEqualTo("phone");
    duo.pushes().approve("alice");

    assertThat(DuoLogin.proceed(waiting).arrived()).isTrue();
    assertThat(login.success().details()).containsEntry("duo_factor", "phone");
  }

  @Test
  void refusesAFactorThatTheConfigurationDoesNotOffer(TestRealm realm, DuoSimulator duo) {
    phones(duo);
    DuoLogin login = DuoLogin.at(realm, duo, Map.of());

    Page factor = DuoLogin.type(login.password(), "sms");
    Page forged =
        DuoLogin.settled(factor.form("#kc-duo-form").withForged("factor", "phone").submit());

    assertThat(forged.has("#input-error-passcode")).isTrue();
    assertThat(duo.requests().count(Endpoint.AUTH)).isZero();
    assertThat(login.refusals()).containsExactly("factor_not_allowed", "factor_not_allowed");
  }

  @Test
  void showsTheCodeOfAVerifiedPush(TestRealm realm, DuoSimulator duo) {
    phones(duo).verifiedPush(true);
    DuoLogin login = DuoLogin.at(realm, duo, Map.of());

    Page waiting = DuoLogin.press(login.password(), "push");
    duo.pushes().awaitPending("alice", SOON);
    String code = waiting.element("#duo-verification-code").text().replace(" ", "");

    assertThat(duo.pushes().approveWithCode("alice", code)).isTrue();
    assertThat(DuoLogin.proceed(waiting).arrived()).isTrue();
  }

  @Test
  void startsThePushByItselfOnceWhenToldSo(TestRealm realm, DuoSimulator duo) {
    phones(duo);
    DuoLogin login = DuoLogin.at(realm, duo, Map.of("duo.autopush", "true"));

    Page waiting = login.password();
    assertThat(waiting.has("#duo-waiting")).isTrue();
    Page factor = DuoLogin.cancel(waiting);
    assertThat(factor.has("#kc-duo-form")).isTrue();
    factor.reload();

    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(1);
    assertThat(login.refusals()).containsExactly("cancelled");
  }

  @Test
  void takesOnlyPasscodesOnceThePushLimitIsReached(TestRealm realm, DuoSimulator duo) {
    phones(duo).passcode("123456");
    DuoLogin login = DuoLogin.at(realm, duo, Map.of("duo.push_limit", "2"));

    Page factor = login.password();
    for (int i = 0; i < 2; i++) {
      factor = DuoLogin.cancel(DuoLogin.press(factor, "push"));
    }
    Page limited = DuoLogin.press(factor, "push");

    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(2);
    assertThat(limited.has("#duo-factor-push")).isFalse();
    assertThat(login.refusals()).containsExactly("cancelled", "cancelled", "push_limit");
    assertThat(DuoLogin.type(limited, "123456").arrived()).isTrue();
  }

  @Test
  void finishesByTheRefreshOfThePageWithoutAnyPress(TestRealm realm, DuoSimulator duo) {
    phones(duo);
    DuoLogin login = DuoLogin.at(realm, duo, Map.of());

    Page waiting = DuoLogin.press(login.password(), "push");
    Page still = waiting.followMetaRefresh();
    assertThat(still.has("#duo-waiting")).isTrue();
    duo.pushes().approve("alice");
    while (!DuoLogin.isDone(still)) {
      Thread.onSpinWait();
    }

    assertThat(still.followMetaRefresh().arrived()).isTrue();
    assertThat(duo.requests().count(Endpoint.AUTH)).isEqualTo(1);
  }

  private static SimulatedUser phones(DuoSimulator duo) {
    return duo.user("alice")
        .phone("DP1", "First phone", Capability.PUSH, Capability.SMS, Capability.PHONE)
        .phone("DP2", "Second phone", Capability.PUSH, Capability.SMS, Capability.PHONE);
  }
}
