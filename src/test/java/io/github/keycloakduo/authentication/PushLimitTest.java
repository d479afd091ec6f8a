package io.github.keycloakduo.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.FactorAnswer;
import io.github.keycloakduo.mfa.FactorAnswer.Refusal;
import org.junit.jupiter.api.Test;

class PushLimitTest {
  private final Scenario scene = new Scenario();
  private final FakeDuo duo = scene.duo();

  @Test
  void takesOnlyPasscodesOnceItIsReached() {
    Tab tab = denied(Samples.settings().limited(1));

    assertThat(tab.press("push")).isEqualTo("choose after push_limit");
    assertThat(tab.offer().factors()).containsExactly(Factor.PASSCODE);
    assertThat(tab.look()).isEqualTo("choose");
    assertThat(tab.offer().factors()).containsExactly(Factor.PASSCODE);
    assertThat(tab.type("push")).isEqualTo("choose after push_limit");
    assertThat(duo.contacts()).hasSize(1);
    duo.auths().soon(FakeDuo.allowed());
    assertThat(tab.type("123456")).isEqualTo("in: approved by passcode");
  }

  @Test
  void endsTheAttemptWherePasscodesAreNotOffered() {
    Tab tab = denied(Samples.settings().limited(1).offering(Factor.PUSH));

    assertThat(tab.press("push")).isEqualTo("stop: push_limit");
    assertThat(tab.look()).isEqualTo("still: push_limit");
    assertThat(duo.contacts()).hasSize(1);
  }

  @Test
  void leavesTheCodeOfATextMessageToBeTyped() {
    Tab tab =
        scene.choosing(
            "1",
            Samples.settings().limited(1).offering(Factor.SMS, Factor.PASSCODE),
            FakeDuo.PHONE);
    duo.auths().soon(new FactorAnswer.SmsSent());
    assertThat(tab.press("sms")).isEqualTo("choose (SMS_SENT)");

    assertThat(tab.press("sms")).isEqualTo("choose after push_limit");
    duo.auths().soon(FakeDuo.allowed());
    assertThat(tab.type("123456")).isEqualTo("in: approved by passcode");
  }

  @Test
  void holdsForAllNodesAndLoginsOfTheUserAndForNobodyElse() {
    Samples one = Samples.settings().limited(1);
    denied(one);

    Tab elsewhere = scene.choosing("2", one, FakeDuo.PHONE).at(scene.there());
    assertThat(elsewhere.press("push")).isEqualTo("choose after push_limit");
    assertThat(scene.choosing("3", one, "bob", FakeDuo.PHONE).press("push")).isEqualTo("wait");
  }

  @Test
  void stopsAnAutopushToo() {
    denied(Samples.settings().limited(1));
    Tab tab = scene.choosing("2", Samples.settings().limited(1).pushing(), FakeDuo.PHONE);

    assertThat(duo.contacts()).hasSize(1);
    assertThat(tab.details().outcome().id()).isEqualTo("push_limit");
    assertThat(tab.look()).isEqualTo("choose");
  }

  @Test
  void countsNoPasscodes() {
    Tab tab = scene.choosing("1", Samples.settings().limited(1), FakeDuo.PHONE);
    for (int i = 0; i < 3; i++) {
      duo.auths().soon(FakeDuo.refused(Refusal.DENIED));
      tab.type("000000");
    }

    assertThat(tab.press("push")).isEqualTo("wait");
  }

  @Test
  void isNoneWhenItIsZero() {
    Tab tab = denied(Samples.settings().limited(0));
    for (int i = 0; i < 10; i++) {
      duo.auths().soon(FakeDuo.refused(Refusal.DENIED));
      assertThat(tab.press("push")).isEqualTo("choose after denied by push");
    }
  }

  private Tab denied(Samples settings) {
    Tab tab = scene.pushed(settings);
    duo.statuses().answer(FakeDuo.refused(Refusal.DENIED));
    assertThat(tab.look()).isEqualTo("choose after denied by push");
    return tab;
  }
}
