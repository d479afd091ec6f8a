package io.github.keycloakduo.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.ClientIp;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.FactorAnswer;
import io.github.keycloakduo.mfa.FactorAnswer.Refusal;
import io.github.keycloakduo.mfa.FactorRequest;
import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.Secret;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PasscodeTest {
  private final Scenario scene = new Scenario();
  private final FakeDuo duo = scene.duo();
  private final Tab tab = scene.choosing();

  @Test
  void letsInWhenDuoTakesTheCode() {
    duo.auths().soon(FakeDuo.allowed());

    assertThat(tab.type(" 123456 ")).isEqualTo("in: approved by passcode");
    assertThat(duo.auths().last().what())
        .isEqualTo(
            new FactorRequest.Passcode("alice", ClientIp.parse("192.0.2.7"), new Secret("123456")));
    assertThat(duo.auths().last().limit()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void asksAgainAfterAWrongCodeAsOftenAsNeeded() {
    for (int i = 0; i < 3; i++) {
      duo.auths().soon(FakeDuo.refused(Refusal.DENIED));
      assertThat(tab.type("000000")).isEqualTo("choose after wrong_passcode by passcode");
    }
    duo.auths().soon(FakeDuo.allowed());
    assertThat(tab.type("123456")).isEqualTo("in: approved by passcode");
  }

  @Test
  void givesOneMoreTryAfterACodeThatWasUsed() {
    duo.auths().soon(FakeDuo.refused(Refusal.PASSCODE_USED));
    duo.auths().soon(FakeDuo.allowed());

    assertThat(tab.type("111111")).isEqualTo("choose after passcode_used by passcode");
    assertThat(tab.type("123456")).isEqualTo("in: approved by passcode");
  }

  @Test
  void endsTheAttemptAfterTheSecondUsedCodeWhateverCameBetween() {
    duo.auths().soon(FakeDuo.refused(Refusal.PASSCODE_USED));
    duo.auths().soon(FakeDuo.refused(Refusal.DENIED));
    duo.auths().soon(FakeDuo.refused(Refusal.PASSCODE_USED));

    tab.type("111111");
    tab.type("000000");
    assertThat(tab.type("111111")).isEqualTo("stop: passcode_used by passcode");
    assertThat(tab.type("123456")).isEqualTo("still: passcode_used");
    assertThat(duo.auths().count()).isEqualTo(3);
  }

  @Test
  void endsTheAttemptWhenDuoLocksTheUserOut() {
    duo.auths().soon(FakeDuo.refused(Refusal.LOCKED_OUT));

    assertThat(tab.type("000000")).isEqualTo("stop: duo_denied by passcode");
  }

  @Test
  void tellsTheBypassByAPolicyOfDuosAsSuch() {
    duo.auths().soon(new FactorAnswer.Allowed(true));

    assertThat(tab.type("123456")).isEqualTo("in: bypass");
  }

  @Test
  void takesAnAnswerThatDoesNotFitForAnError() {
    duo.auths().soon(new FactorAnswer.SmsSent());

    assertThat(tab.type("123456")).isEqualTo("stop: duo_error by passcode");
  }

  @Test
  void showsAWaitWhileDuoIsSlowAndSendsTheCodeOnce() {
    assertThat(tab.type("123456")).isEqualTo("wait");
    assertThat(tab.type("123456")).isEqualTo("wait");
    assertThat(tab.at(scene.there()).look()).isEqualTo("wait");
    duo.auths().answer(FakeDuo.allowed());

    assertThat(tab.look()).isEqualTo("in: approved by passcode");
    assertThat(duo.auths().count()).isEqualTo(1);
  }

  @Test
  void takesSilenceForAnOutageAndNotForAPushThatNobodyAnswered() {
    tab.type("123456");
    scene.pass(60);

    assertThat(tab.look()).isEqualTo("stop: unreachable by passcode");
  }

  @Test
  void keepsOutWithoutSendingTheCodeTwiceWhenTheAnswerIsLost() {
    duo.auths().soonFails(Fault.Kind.CONNECTION_LOST);

    assertThat(tab.type("123456")).isEqualTo("stop: unreachable by passcode");
    assertThat(duo.auths().count()).isEqualTo(1);
  }

  @Test
  void sendsNoCodeWherePasscodesAreNotOffered() {
    Tab pushOnly = scene.choosing("2", Samples.settings().offering(Factor.PUSH), FakeDuo.PHONE);

    assertThat(pushOnly.type("123456")).isEqualTo("choose after factor_not_allowed");
    assertThat(duo.auths().count()).isZero();
  }

  @Test
  void leavesNoTraceOfTheCode() {
    UserAction move = new UserAction.SubmitFactor(new Secret("424242"), "", "");
    tab.on(move);

    assertThat(scene.board().dump()).contains(tab.challenge().id()).doesNotContain("424242");
    assertThat(move.toString() + tab.state() + tab.last() + duo.auths().last().what())
        .doesNotContain("424242");
    duo.auths().answer(FakeDuo.refused(Refusal.DENIED));
    tab.look();
    assertThat(scene.board().dump() + tab.state() + tab.last()).doesNotContain("424242");
  }
}
