package io.github.keycloakduo.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.FactorAnswer;
import io.github.keycloakduo.mfa.FactorAnswer.Refusal;
import org.junit.jupiter.api.Test;

class SmsTest {
  private final Scenario scene = new Scenario();
  private final FakeDuo duo = scene.duo();
  private final Tab tab =
      scene.choosing("1", Samples.settings().offering(Factor.SMS, Factor.PASSCODE), FakeDuo.PHONE);

  @Test
  void tellsTheCodeThatWasSentAsAPasscodeSinceDuoTakesAny() {
    sent();
    assertThat(tab.look()).isEqualTo("choose");
    assertThat(tab.factorPage().smsSent()).isTrue();
    duo.auths().soon(FakeDuo.allowed());

    assertThat(tab.type("123456")).isEqualTo("in: approved by passcode");
  }

  @Test
  void asksAgainAfterAWrongCode() {
    sent();
    duo.auths().soon(FakeDuo.refused(Refusal.DENIED));
    duo.auths().soon(FakeDuo.allowed());

    assertThat(tab.type("000000")).isEqualTo("choose after wrong_passcode by passcode");
    assertThat(tab.type("123456")).isEqualTo("in: approved by passcode");
  }

  @Test
  void sendsNoSecondMessageForAnEmptyPasscodeButForTheButton() {
    sent();

    assertThat(tab.type("")).isEqualTo("choose (NOTHING_TYPED)");
    assertThat(duo.contacts()).hasSize(1);
    sent();
    assertThat(duo.contacts()).hasSize(2);
    assertThat(tab.contacts()).containsExactly(Factor.SMS, Factor.SMS);
  }

  @Test
  void saysWhenDuoWouldNotSendIt() {
    duo.auths().soon(FakeDuo.refused(Refusal.DENIED));

    assertThat(tab.press("sms")).isEqualTo("choose after denied by sms");
    assertThat(tab.factorPage().smsSent()).isFalse();
    assertThat(tab.contacts()).isEmpty();
  }

  @Test
  void showsAWaitWhileDuoIsSlow() {
    assertThat(tab.press("sms")).isEqualTo("wait");
    duo.auths().answer(new FactorAnswer.SmsSent());

    assertThat(tab.at(scene.there()).look()).isEqualTo("choose (SMS_SENT)");
    assertThat(duo.auths().count()).isEqualTo(1);
  }

  private void sent() {
    duo.auths().soon(new FactorAnswer.SmsSent());
    assertThat(tab.press("sms")).isEqualTo("choose (SMS_SENT)");
  }
}
