package io.github.keycloakduo.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.ClientIp;
import io.github.keycloakduo.mfa.Device;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.FactorAnswer;
import io.github.keycloakduo.mfa.FactorAnswer.Refusal;
import io.github.keycloakduo.mfa.FactorRequest;
import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.Preauth;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PushTest {
  private final Scenario scene = new Scenario();
  private final FakeDuo duo = scene.duo();

  @Test
  void letsInOnceItIsApproved() {
    Tab tab = scene.choosing();
    duo.auths().soon(FakeDuo.started("TX1"));
    assertThat(tab.press("push", "DP1")).isEqualTo("wait");
    assertThat(tab.look()).isEqualTo("wait");
    assertThat(tab.contacts()).containsExactly(Factor.PUSH);
    duo.statuses().answer(FakeDuo.allowed());

    assertThat(tab.look()).isEqualTo("in: approved by push");
    assertThat(tab.details().txid()).contains("TX1");
    assertThat(tab.details().deviceId()).contains("DP1");
  }

  @Test
  void letsInWhenDuoApprovesItAtOnce() {
    Tab tab = scene.choosing();
    duo.auths().soon(FakeDuo.allowed());

    assertThat(tab.press("push")).isEqualTo("in: approved by push");
    assertThat(duo.statuses().count()).isZero();
    assertThat(tab.contacts()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "DENIED, choose after denied by push",
    "TIMEOUT, choose after push_timeout by push",
    "PASSCODE_USED, choose after denied by push",
    "FRAUD, stop: fraud by push",
    "LOCKED_OUT, stop: duo_denied by push"
  })
  void keepsOutWhenItIsRefused(Refusal reason, String reaction) {
    Tab tab = scene.pushed();
    duo.statuses().answer(FakeDuo.refused(reason));

    assertThat(tab.look()).isEqualTo(reaction);
    assertThat(duo.auths().count()).isEqualTo(1);
  }

  @Test
  void letsNobodyTryAgainAfterAFraudReport() {
    Tab tab = scene.pushed();
    duo.statuses().answer(FakeDuo.refused(Refusal.FRAUD));
    tab.look();

    assertThat(tab.press("push")).isEqualTo("still: fraud");
    assertThat(duo.auths().count()).isEqualTo(1);
  }

  /** The device was removed, or its user renamed, while the page was shown. */
  @ParameterizedTest
  @ValueSource(strings = {"device", "factor", "txid", "username"})
  void offersWhatDuoHasNowWhenItDoesNotKnowWhatWasChosen(String parameter) {
    Tab tab = scene.choosing();
    duo.auths()
        .soonFails(new Fault(Fault.Kind.INVALID_PARAMETERS, "HTTP 400", Optional.of(parameter)));
    Device other = new Device("DP2", "Tablet", Set.of(Factor.PUSH));
    duo.preauths().soon(FakeDuo.challenge(other));

    tab.press("push", "DP1");

    assertThat(tab.factorPage().hint()).contains(LoginResult.Hint.OFFER_CHANGED);
    assertThat(tab.factorPage().rejected()).isEmpty();
    assertThat(tab.offer().devices()).containsExactly(other);
    duo.auths().soon(FakeDuo.allowed());
    assertThat(tab.press("push")).isEqualTo("in: approved by push");
  }

  @Test
  void endsWithoutAnOutageWhenDuoHasNoDeviceLeft() {
    Tab tab = scene.choosing("1", Samples.settings().offering(Factor.PUSH), FakeDuo.PHONE);
    duo.auths()
        .soonFails(new Fault(Fault.Kind.INVALID_PARAMETERS, "HTTP 400", Optional.of("device")));
    duo.preauths().soon(FakeDuo.challenge());

    assertThat(tab.press("push")).isEqualTo("stop: no_capable_device by push");
  }

  @Test
  void endsAsDuoDecidesWhenTheUserIsGone() {
    Tab tab = scene.choosing();
    duo.auths()
        .soonFails(new Fault(Fault.Kind.INVALID_PARAMETERS, "HTTP 400", Optional.of("username")));
    duo.preauths().soon(new Preauth.Denied("Access is not allowed."));

    assertThat(tab.press("push")).startsWith("stop: duo_denied");
    assertThat(tab.details().duoWords()).contains("Access is not allowed.");
  }

  @Test
  void takesAnUnknownAnswerForAnError() {
    Tab tab = scene.pushed();
    duo.statuses().answer(new FactorAnswer.SmsSent());

    assertThat(tab.look()).isEqualTo("stop: duo_error by push");
  }

  @Test
  void goesBackToTheFactorPageAtTheDeadline() {
    Tab tab = scene.pushed();
    scene.pass(59);
    assertThat(tab.look()).isEqualTo("wait");
    scene.pass(1);

    assertThat(tab.look()).isEqualTo("choose after push_timeout by push");
  }

  @ParameterizedTest
  @EnumSource
  void keepsOutAfterAnyFaultAndIsNeverSentTwice(Fault.Kind fault) {
    Tab tab = scene.choosing("1", Samples.settings().failing(Samples.OPEN_ON_5XX), FakeDuo.PHONE);
    duo.auths().soonFails(fault);

    assertThat(tab.press("push")).startsWith("stop: ").endsWith(" by push");
    assertThat(tab.details().outcome().isUnavailability()).isTrue();
    assertThat(duo.auths().count()).isEqualTo(1);
    assertThat(duo.pings().count()).isZero();
  }

  @Test
  void canBeCancelledAndIsFollowedForWhatItsOwnerSays() {
    Tab tab = scene.pushed();

    assertThat(tab.cancel()).isEqualTo("choose after cancelled by push");
    assertThat(tab.details().txid()).contains("TX1");
    duo.statuses().answer(new FactorAnswer.Waiting("pushed"));
    scene.pass(5);
    assertThat(duo.statuses().count()).isEqualTo(2);
    duo.statuses().answer(FakeDuo.refused(Refusal.FRAUD));
    assertThat(tab.heard()).containsExactly(Outcome.FRAUD);
    assertThat(scene.here().challenges().pending()).isZero();
  }

  @Test
  void doesNotCountOnceItWasCancelled() {
    Tab tab = scene.pushed();
    tab.cancel();
    duo.statuses().answer(FakeDuo.allowed());

    assertThat(tab.look()).isEqualTo("choose");
  }

  /** Whoever had it sent would like to see it forgotten. */
  @Test
  void aDenialOrFraudStaysOneHoweverSoonItIsCancelled() {
    Tab denied = scene.pushed();
    duo.statuses().answer(FakeDuo.refused(FactorAnswer.Refusal.DENIED));
    assertThat(denied.cancel()).isEqualTo("choose after denied by push");

    Tab fraud = scene.pushed();
    duo.statuses().answer(FakeDuo.refused(FactorAnswer.Refusal.FRAUD));
    assertThat(fraud.cancel()).isEqualTo("stop: fraud by push");
  }

  @Test
  void canBeCancelledOnAnotherNode() {
    Tab tab = scene.pushed();

    assertThat(tab.at(scene.there()).cancel()).isEqualTo("choose after cancelled by push");
    duo.auths().soon(FakeDuo.allowed());
    assertThat(tab.type("123456")).isEqualTo("in: approved by passcode");
  }

  @Test
  void tellsThePhoneWhoWantsInFromWhere() {
    scene.pushed();

    assertThat(duo.auths().last().what())
        .isEqualTo(
            new FactorRequest.OnDevice(
                "alice",
                ClientIp.parse("192.0.2.7"),
                Factor.PUSH,
                "DP1",
                Map.of("Client", "Online banking", "Client IP", "192.0.2.7", "Realm", "bank"),
                Optional.of("alice"),
                Optional.empty()));
    assertThat(duo.auths().last().limit()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void tellsThePhoneNothingWhenToldSo() {
    scene.pushed(Samples.settings().withoutPushInfo());

    assertThat(duo.contacts().get(0).details()).isEmpty();
    assertThat(duo.contacts().get(0).displayUsername()).isEmpty();
  }

  @Test
  void isFollowedAlikeWhenItIsACall() {
    Tab tab = scene.choosing("1", Samples.settings().offering(Factor.PHONE), FakeDuo.PHONE);
    duo.auths().soon(FakeDuo.started("TX1"));
    tab.press("phone");
    assertThat(duo.contacts().get(0).details()).isEmpty();
    duo.statuses().answer(new FactorAnswer.Waiting("calling"));
    scene.pass(1);
    duo.statuses().answer(FakeDuo.allowed());

    assertThat(tab.look()).isEqualTo("in: approved by phone");
  }

  @Test
  void countsAsPendingUntilItIsAnswered() {
    Tab tab = scene.choosing();
    assertThat(scene.here().challenges().pending()).isZero();
    tab.press("push");
    assertThat(scene.here().challenges().pending()).isEqualTo(1);
    duo.auths().answer(FakeDuo.started("TX1"));
    assertThat(scene.here().challenges().pending()).isEqualTo(1);
    duo.statuses().answer(FakeDuo.refused(Refusal.DENIED));
    assertThat(scene.here().challenges().pending()).isZero();

    tab.look();
    tab.type("123456");
    assertThat(scene.here().challenges().pending()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"DENIED, DENIED", "FRAUD, FRAUD", "LOCKED_OUT, DUO_DENIED"})
  void tellsARefusalThoughTheBrowserNeverComesBack(Refusal refusal, Outcome outcome) {
    Tab tab = scene.pushed();
    assertThat(tab.heard()).isEmpty();
    duo.statuses().answer(FakeDuo.refused(refusal));

    assertThat(tab.heard()).containsExactly(outcome);
    assertThat(tab.look()).contains(outcome.id());
    assertThat(tab.heard()).hasSize(1);
  }

  @Test
  void endsAMistakeOfOurOwnAsAnErrorAndDoesNotStayPending() {
    Tab tab = scene.choosing("1", Samples.settings().failing(Samples.OPEN_ON_5XX), FakeDuo.PHONE);
    duo.auths().soon(FakeDuo.started("TX1"));
    duo.statuses().soonThrows("a bug");

    assertThat(tab.press("push")).isEqualTo("stop: duo_error by push");
    assertThat(tab.details().detail()).contains("our own mistake");
    assertThat(scene.here().challenges().pending()).isZero();
  }
}
