package io.github.keycloakduo.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.VerifiedPush;
import io.github.keycloakduo.settings.FailMode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** While Duo is out of reach, Keycloak itself asks for a credential that the user has. */
class OtherFactorTest {
  private static final List<Factor> BOTH = List.of(Factor.OTP, Factor.RECOVERY_CODE);
  private static final FailMode ASKS = new FailMode(false, false, BOTH);
  private static final FailMode ASKS_OR_OPENS = new FailMode(true, true, BOTH);

  private final Scenario scene = new Scenario();
  private final FakeDuo duo = scene.duo();
  private final FakeCredentials credentials = FakeCredentials.otp("123456");

  @Test
  void theRightCodeLetsIn() {
    Tab tab = away(ASKS);

    assertThat(tab.look()).isEqualTo("type one of [OTP]");
    assertThat(tab.show("otp", "123456")).isEqualTo("in: other_factor by otp");
    assertThat(tab.details().detail()).isEqualTo("Duo is out of reach: prepared");
  }

  @Test
  void eachFactorOfTheUserIsOfferedInTheOrderOfTheConfiguration() {
    credentials.and(Factor.RECOVERY_CODE, "ABC");
    Tab tab = away(new FailMode(false, false, List.of(Factor.RECOVERY_CODE, Factor.OTP)));

    assertThat(tab.look()).isEqualTo("type one of [RECOVERY_CODE, OTP]");
    assertThat(tab.show("recovery_code", "ABC")).isEqualTo("in: other_factor by recovery_code");
  }

  @Test
  void aCodeCountsForTheFactorThatWasChosenAlone() {
    credentials.and(Factor.RECOVERY_CODE, "ABC");
    Tab tab = away(ASKS);
    tab.look();

    assertThat(tab.show("otp", "ABC"))
        .isEqualTo("type one of [OTP, RECOVERY_CODE] after wrong_passcode by otp");
  }

  @Test
  void aFactorThatIsNotOfferedIsTheFirstOne() {
    Tab tab = away(ASKS);
    tab.look();

    assertThat(tab.show("push", "123456")).isEqualTo("in: other_factor by otp");
  }

  @Test
  void digitsMayBeTypedAsPeopleTypeThem() {
    Tab tab = away(ASKS);
    tab.look();

    assertThat(tab.show("", " 123 456 ")).isEqualTo("in: other_factor by otp");
  }

  @Test
  void aWrongCodeIsReportedAndTheNextOneMayBeRight() {
    Tab tab = away(ASKS);
    tab.look();

    assertThat(tab.show("otp", "654321"))
        .isEqualTo("type one of [OTP] after wrong_passcode by otp");
    assertThat(tab.details().countsAsFailure()).isTrue();
    assertThat(tab.show("otp", "123456")).isEqualTo("in: other_factor by otp");
  }

  @Test
  void anEmptyFieldIsNoFailure() {
    Tab tab = away(ASKS);
    tab.look();

    assertThat(tab.show("otp", " ")).isEqualTo("type one of [OTP] (NOTHING_TYPED)");
    assertThat(tab.reports()).isFalse();
    assertThat(credentials.checked()).isEmpty();
  }

  @Test
  void afterFiveWrongCodesNoneIsCheckedForSomeMinutes() {
    Tab tab = away(ASKS);
    tab.look();
    for (int i = 0; i < PasscodeAttempts.LIMIT; i++) {
      tab.show("otp", "00000" + i);
    }

    assertThat(tab.show("otp", "123456"))
        .isEqualTo("type one of [OTP] after wrong_passcode by otp (TOO_MANY_PASSCODES)");
    assertThat(tab.details().countsAsFailure()).isFalse();
    assertThat(credentials.checked()).hasSize(PasscodeAttempts.LIMIT).doesNotContain("123456");
    scene.pass(Duration.ofMinutes(11));
    assertThat(tab.show("otp", "123456")).isEqualTo("in: other_factor by otp");
  }

  @Test
  void whoHasNoneFallsToTheFailMode() {
    credentials.lose(Factor.OTP);

    assertThat(away(ASKS).look()).isEqualTo("stop: unreachable");
    assertThat(away(ASKS_OR_OPENS).look()).isEqualTo("in: fail_open");
  }

  @Test
  void whoHasOneIsAskedThoughOthersGetInWithoutAnything() {
    assertThat(away(ASKS_OR_OPENS).look()).isEqualTo("type one of [OTP]");
  }

  @Test
  void aReloadShowsThePageAgainAndAsksDuoNothing() {
    Tab tab = away(ASKS);
    tab.look();
    int calls = duo.calls();

    assertThat(tab.look()).isEqualTo("type one of [OTP]");
    assertThat(tab.at(scene.there()).look()).isEqualTo("type one of [OTP]");
    assertThat(duo.calls()).isEqualTo(calls);
  }

  @Test
  void aCodeCountsThoughDuoIsBack() {
    Tab tab = away(ASKS);
    tab.look();
    duo.preauths().soon(FakeDuo.challenge(FakeDuo.PHONE));

    assertThat(tab.show("otp", "123456")).isEqualTo("in: other_factor by otp");
  }

  @Test
  void whoGivesThePageUpAsksDuoAgain() {
    Tab tab = away(ASKS);
    tab.look();
    duo.preauths().soon(FakeDuo.challenge(FakeDuo.PHONE));

    assertThat(tab.cancel()).isEqualTo("choose");
  }

  /** The proof is old by then: the page may have been open for half an hour. */
  @Test
  void whoLosesTheCredentialMeanwhileIsNotLetInByTheFailMode() {
    Tab tab = away(ASKS_OR_OPENS);
    tab.look();
    credentials.lose(Factor.OTP);
    duo.preauths().soon(FakeDuo.challenge(FakeDuo.PHONE));

    assertThat(tab.look()).isEqualTo("choose");
  }

  @Test
  void nobodyIsAskedWhileAPingSucceeds() {
    duo.preauths().soonFails(Fault.Kind.REFUSED);
    duo.pings().soon(1L);

    assertThat(tab(ASKS_OR_OPENS).look()).isEqualTo("stop: unreachable");
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {
        "DNS",
        "REFUSED",
        "NO_ROUTE",
        "CONNECT_TIMEOUT",
        "READ_TIMEOUT",
        "CONNECTION_LOST",
        "PROXY_UNREACHABLE",
        "SERVER_ERROR"
      })
  void nobodyIsAskedAfterAnyOtherFault(Fault.Kind fault) {
    duo.preauths().soonFails(fault);

    assertThat(tab(ASKS_OR_OPENS).look()).startsWith("stop: ");
    assertThat(duo.pings().count()).isZero();
  }

  @Test
  void serverErrorsLeadThereOnlyWhereTheyCountAsOutOfReach() {
    duo.preauths().soonFails(Fault.Kind.SERVER_ERROR);
    duo.preauths().soonFails(Fault.Kind.SERVER_ERROR);
    duo.pings().soonFails(Fault.Kind.SERVER_ERROR);

    assertThat(tab(ASKS).look()).isEqualTo("stop: duo_error");
    assertThat(tab(new FailMode(false, true, BOTH)).look()).isEqualTo("type one of [OTP]");
  }

  @ParameterizedTest
  @EnumSource
  void nobodyIsAskedOnceAFactorWasStarted(Fault.Kind fault) {
    Tab tab =
        scene
            .choosing("1", Samples.settings().failing(ASKS_OR_OPENS), FakeDuo.PHONE)
            .with(credentials);
    duo.auths().soonFails(fault);
    assertThat(tab.type("123456")).startsWith("stop: ");
    duo.preauths().soonFails(Fault.Kind.REFUSED);

    assertThat(tab.look()).isEqualTo("stop: unreachable");
    assertThat(tab.show("otp", "123456")).isEqualTo("wait");
    assertThat(credentials.checked()).isEmpty();
  }

  /** The push waits for a new code, and nothing was sent before that. */
  @Test
  void anOutageWhileTheCodeOfAVerifiedPushIsRenewedIsOneBeforeAnyFactor() {
    VerifiedPush promise = new VerifiedPush("V1", "code", scene.clock().instant().plusSeconds(60));
    duo.preauths().soon(FakeDuo.verified(promise, FakeDuo.PHONE));
    Tab tab = tab(ASKS_OR_OPENS);
    assertThat(tab.look()).isEqualTo("choose");
    scene.pass(70);
    outage();

    assertThat(tab.press("push")).isEqualTo("type one of [OTP]");
    assertThat(duo.contacts()).isEmpty();
  }

  @Test
  void aCodeThatNobodyAskedForIsNotChecked() {
    Tab tab =
        scene.choosing("1", Samples.settings().failing(ASKS), FakeDuo.PHONE).with(credentials);

    assertThat(tab.show("otp", "123456")).isEqualTo("choose");
    assertThat(credentials.checked()).isEmpty();
  }

  @Test
  void aStepUpPassesByTheOtherFactorAndByNothingElse() {
    assertThat(away(ASKS_OR_OPENS).steppingUp().look()).isEqualTo("type one of [OTP]");
    Tab tab = away(ASKS_OR_OPENS).steppingUp();
    tab.look();
    assertThat(tab.show("otp", "123456")).isEqualTo("in: other_factor by otp");

    credentials.lose(Factor.OTP);
    assertThat(away(ASKS_OR_OPENS).steppingUp().look()).isEqualTo("stop: unreachable");
  }

  @Test
  void afterTheRequestNothingIsLookedUpBeforeTheNextOneCan() {
    Tab tab = away(ASKS).afterRequest();

    assertThat(tab.look()).isEqualTo("type one of []");
    assertThat(tab.with(credentials).look()).isEqualTo("type one of [OTP]");
  }

  @Test
  void whereNoCodeCanBeTypedTheFailModeDecides() {
    outage();
    assertThat(scene.tab("1", Samples.settings().failing(ASKS)).look())
        .isEqualTo("stop: unreachable");
    assertThat(duo.pings().count()).isZero();
  }

  @Test
  void aPassiveRequestAsksNobody() {
    assertThat(tab(ASKS).passive().look()).isEqualTo("interaction required");
  }

  @Test
  void whoOnlyHasTheLastMomentIsNotTakenForAnOutage() {
    Tab tab = tab(ASKS_OR_OPENS);
    assertThat(tab.look()).isEqualTo("wait");
    scene.pass(50);
    duo.preauths().soonFails(Fault.Kind.REFUSED);

    assertThat(tab.at(scene.there()).look()).isEqualTo("stop: unreachable");
  }

  private Tab away(FailMode mode) {
    outage();
    return tab(mode);
  }

  private void outage() {
    duo.preauths().soonFails(Fault.Kind.REFUSED);
    duo.pings().soonFails(Fault.Kind.REFUSED);
  }

  private Tab tab(FailMode mode) {
    return scene.tab("1", Samples.settings().failing(mode)).with(credentials);
  }
}
