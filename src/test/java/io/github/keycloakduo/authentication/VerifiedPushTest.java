package io.github.keycloakduo.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.FactorAnswer.Refusal;
import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.Preauth;
import io.github.keycloakduo.mfa.VerifiedPush;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class VerifiedPushTest {
  private final Scenario scene = new Scenario();
  private final FakeDuo duo = scene.duo();

  @Test
  void showsTheCodeOnceThePushIsOnItsWay() {
    Tab tab = choosing(Samples.settings());
    assertThat(tab.press("push")).isEqualTo("wait");
    assertThat(tab.challenge().code()).isEmpty();
    duo.auths().answer(FakeDuo.started("TX1"));

    tab.look();
    assertThat(tab.challenge().code()).contains("code of V1");
    tab.at(scene.there()).look();
    assertThat(tab.challenge().code()).contains("code of V1");
    assertThat(sentTxids()).isEqualTo("V1");
  }

  @Test
  void takesANewCodeForTheNextPush() {
    Tab tab = choosing(Samples.settings());
    push(tab, "TX1");
    duo.statuses().answer(FakeDuo.refused(Refusal.DENIED));
    tab.look();
    duo.preauths().soon(promise("V2"));
    push(tab, "TX2");

    assertThat(tab.challenge().code()).contains("code of V2");
    assertThat(sentTxids()).isEqualTo("V1 V2");
  }

  @Test
  void takesANewCodeAfterACancelToo() {
    Tab tab = choosing(Samples.settings());
    push(tab, "TX1");
    tab.cancel();
    duo.preauths().soon(promise("V2"));
    push(tab, "TX2");

    assertThat(sentTxids()).isEqualTo("V1 V2");
  }

  @Test
  void takesANewCodeWhenTheFirstHasExpired() {
    Tab tab = choosing(Samples.settings());
    scene.pass(300);
    duo.preauths().soon(promise("V2"));
    push(tab, "TX1");

    assertThat(tab.challenge().code()).contains("code of V2");
    assertThat(sentTxids()).isEqualTo("V2");
  }

  @Test
  void showsAWaitWhileTheNewCodeIsFetchedAndPushesOnce() {
    Tab tab = choosing(Samples.settings());
    scene.pass(300);
    assertThat(tab.press("push")).isEqualTo("wait");
    assertThat(tab.press("push")).isEqualTo("wait");
    assertThat(duo.auths().count()).isZero();
    duo.preauths().answer(promise("V2"));

    assertThat(duo.auths().count()).isEqualTo(1);
    assertThat(tab.look()).isEqualTo("wait");
  }

  @Test
  void sendsNoPushWhenDuoHasChangedItsMind() {
    Tab tab = choosing(Samples.settings());
    scene.pass(300);
    duo.preauths().soon(new Preauth.Denied("locked out"));

    assertThat(tab.press("push")).isEqualTo("stop: duo_denied by push");
    assertThat(duo.auths().count()).isZero();
  }

  @Test
  void pushesWithoutACodeWhenDuoNoLongerWantsOne() {
    Tab tab = choosing(Samples.settings());
    scene.pass(300);
    duo.preauths().soon(FakeDuo.challenge(FakeDuo.PHONE));
    push(tab, "TX1");

    assertThat(tab.challenge().code()).isEmpty();
    assertThat(sentTxids()).isEqualTo("none");
  }

  @Test
  void needsNoCodeForACall() {
    Tab tab = choosing(Samples.settings().offering(Factor.PHONE, Factor.PUSH));
    scene.pass(300);
    duo.auths().soon(FakeDuo.started("TX1"));
    tab.press("phone");

    assertThat(tab.challenge().code()).isEmpty();
    assertThat(sentTxids()).isEqualTo("none");
    assertThat(duo.preauths().count()).isEqualTo(1);
  }

  @Test
  void keepsOutWhenTheNewCodeCannotBeFetchedAfterAPush() {
    Tab tab = choosing(Samples.settings().failing(Samples.OPEN));
    push(tab, "TX1");
    tab.cancel();
    duo.preauths().soonFails(Fault.Kind.REFUSED);

    assertThat(tab.press("push")).isEqualTo("stop: unreachable by push");
    assertThat(duo.pings().count()).isZero();
  }

  private Tab choosing(Samples settings) {
    duo.preauths().soon(promise("V1"));
    Tab tab = scene.tab("1", settings);
    tab.look();
    return tab;
  }

  private void push(Tab tab, String txid) {
    duo.auths().soon(FakeDuo.started(txid));
    assertThat(tab.press("push")).isEqualTo("wait");
  }

  private String sentTxids() {
    return String.join(
        " ", duo.contacts().stream().map(c -> c.verificationTxid().orElse("none")).toList());
  }

  private Preauth promise(String txid) {
    return FakeDuo.verified(
        new VerifiedPush(
            txid, "code of " + txid, scene.clock().instant().plus(Duration.ofSeconds(120))),
        FakeDuo.PHONE);
  }
}
