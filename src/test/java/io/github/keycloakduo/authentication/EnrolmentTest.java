package io.github.keycloakduo.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.Enrolment;
import io.github.keycloakduo.mfa.EnrolmentStatus;
import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.Preauth;
import io.github.keycloakduo.mfa.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Users whom Duo does not know are enrolled within the login. */
class EnrolmentTest {
  private static final Optional<URI> PORTAL = Optional.of(URI.create("https://duo.test/portal"));
  private static final Fault TAKEN =
      new Fault(Fault.Kind.INVALID_PARAMETERS, "refused", Optional.of("username"));

  private final Scenario scene = new Scenario();
  private final FakeDuo duo = scene.duo();

  @Test
  void aUserWhoActivatesAPhoneGoesOnToTheFactorPage() {
    Tab tab = scanning("1");
    duo.enrolmentStatuses().soon(EnrolmentStatus.ACTIVATED);
    scene.pass(6);
    assertThat(tab.done()).isTrue();

    duo.preauths().soon(FakeDuo.challenge(FakeDuo.PHONE));
    assertThat(tab.look()).isEqualTo("choose");
    assertThat(tab.state().enrolled()).isTrue();
    assertThat(duo.enrolments().all())
        .extracting(RecordedCalls.Question::what)
        .containsExactly("alice");
  }

  @Test
  void theCodeIsShownAsSoonAsDuoGivesIt() {
    Tab tab = scene.tab("1", Samples.settings().enrolling());
    duo.preauths().soon(unknown());

    assertThat(tab.look()).isEqualTo("wait");
    assertThat(tab.challenge().enrolment()).isEmpty();
    assertThat(tab.done()).isFalse();
    duo.enrolments().answer(enrolment("A"));

    assertThat(tab.done()).isTrue();
    assertThat(tab.look()).isEqualTo("wait");
    assertThat(shown(tab)).isEqualTo("duo://A");
    assertThat(tab.done()).isFalse();
  }

  @Test
  void reloadsOtherTabsAndOtherBrowsersShowTheSameCode() {
    Tab tab = scanning("1");

    assertThat(tab.look()).isEqualTo("wait");
    assertThat(shown(scanning("2"))).isEqualTo("duo://A");
    Tab phone = scene.tab("3", Samples.settings().enrolling()).inBrowser("phone");
    duo.preauths().soon(unknown());
    phone.at(scene.there()).look();
    assertThat(shown(phone)).isEqualTo("duo://A");
    assertThat(duo.enrolments().count()).isEqualTo(1);
  }

  @Test
  void withoutAPasswordNoOneIsEnrolled() {
    Tab tab = scene.tab("1", Samples.settings().enrolling()).withoutPassword();
    duo.preauths().soon(unknown());

    assertThat(tab.look()).isEqualTo("stop: not_enrolled");
    assertThat(tab.details().detail()).contains("password");
    assertThat(tab.rejected().portal()).isEmpty();
    assertThat(duo.enrolments().count()).isZero();
  }

  @Test
  void aNameThatDuoKnowsGetsThePortal() {
    Tab tab = scene.tab("1", Samples.settings().enrolling());
    duo.preauths().soon(unknown());
    duo.enrolments().soonFails(TAKEN);

    assertThat(tab.look()).isEqualTo("stop: not_enrolled");
    assertThat(tab.rejected().portal()).isEqualTo(PORTAL);
  }

  @Test
  void afterTenMinutesTheUserIsNotEnrolled() {
    Tab tab = scanning("1");
    for (int minute = 0; minute < 10; minute++) {
      waitAMinute();
    }

    assertThat(tab.done()).isTrue();
    assertThat(tab.look()).isEqualTo("stop: not_enrolled");
    assertThat(duo.enrolmentStatuses().count()).isBetween(95, 100);
  }

  @Test
  void theUserIsNotEnrolledOnceDuosCodeHasExpired() {
    Tab tab = scene.tab("1", Samples.settings().enrolling());
    duo.preauths().soon(unknown());
    duo.enrolments()
        .soon(
            new Enrolment(
                "DU1",
                new Secret("duo://A"),
                Optional.empty(),
                scene.clock().instant().plusSeconds(60)));
    tab.look();
    waitAMinute();

    assertThat(tab.look()).isEqualTo("stop: not_enrolled");
  }

  @Test
  void aCodeThatDuoDoesNotKnowAnyMoreEndsTheEnrolment() {
    Tab tab = scanning("1");
    duo.enrolmentStatuses().soon(EnrolmentStatus.INVALID);
    scene.pass(6);

    assertThat(tab.look()).isEqualTo("stop: not_enrolled");
  }

  @Test
  void aCancelledEnrolmentIsShownAgain() {
    Tab tab = scanning("1");

    assertThat(tab.cancel()).isEqualTo("stop: cancelled");
    duo.preauths().soon(unknown());
    assertThat(tab.look()).isEqualTo("wait");
    assertThat(shown(tab)).isEqualTo("duo://A");
    assertThat(duo.enrolments().count()).isEqualTo(1);
  }

  @Test
  void fiveEnrolmentsInTenMinutesAreEnough() {
    for (int number = 1; number <= 5; number++) {
      Tab tab = scanning(Integer.toString(number));
      duo.enrolmentStatuses().soon(EnrolmentStatus.INVALID);
      scene.pass(6);
      assertThat(tab.look()).isEqualTo("stop: not_enrolled");
    }
    Tab sixth = scene.tab("6", Samples.settings().enrolling());
    duo.preauths().soon(unknown());

    assertThat(sixth.look()).isEqualTo("stop: not_enrolled");
    assertThat(sixth.details().detail()).contains("5 enrolments");
    assertThat(sixth.rejected().portal()).isEqualTo(PORTAL);
    assertThat(duo.enrolments().count()).isEqualTo(5);
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.Kind.class,
      names = {
        "DNS",
        "REFUSED",
        "NO_ROUTE",
        "CONNECT_TIMEOUT",
        "READ_TIMEOUT",
        "CONNECTION_LOST",
        "ANSWER_CUT_OFF",
        "PROXY_UNREACHABLE",
        "SERVER_ERROR",
        "RATE_LIMITED",
        "INTERNAL"
      })
  void aTroubleThatPassesDoesNotEndTheEnrolment(Fault.Kind trouble) {
    Tab tab = scanning("1");
    duo.enrolmentStatuses().soonFails(trouble);
    duo.enrolmentStatuses().soon(EnrolmentStatus.ACTIVATED);
    scene.pass(12);

    duo.preauths().soon(FakeDuo.challenge(FakeDuo.PHONE));
    assertThat(tab.look()).isEqualTo("choose");
  }

  @ParameterizedTest
  @EnumSource(value = Fault.Kind.class)
  void nothingFailsOpenWhenDuoDoesNotEnrol(Fault.Kind trouble) {
    Tab tab = scene.tab("1", Samples.settings().failing(Samples.OPEN_ON_5XX).enrolling());
    duo.preauths().soon(unknown());
    duo.enrolments().soonFails(trouble);

    assertThat(tab.look()).startsWith("stop: ");
    assertThat(tab.details().outcome()).isNotEqualTo(Outcome.FAIL_OPEN);
    assertThat(tab.details().outcome().letsIn()).isFalse();
  }

  @Test
  void whoIsStillUnknownAfterTheEnrolmentIsRefused() {
    Tab tab = scanning("1");
    duo.enrolmentStatuses().soon(EnrolmentStatus.ACTIVATED);
    scene.pass(6);
    duo.preauths().soon(unknown());

    assertThat(tab.look()).isEqualTo("stop: not_enrolled");
    assertThat(duo.enrolments().count()).isEqualTo(1);
  }

  @Test
  void anotherNodeSeesTheActivation() {
    Tab tab = scanning("1").at(scene.there());
    assertThat(tab.done()).isFalse();
    duo.enrolmentStatuses().soon(EnrolmentStatus.ACTIVATED);
    scene.pass(6);

    assertThat(tab.done()).isTrue();
    duo.preauths().soon(FakeDuo.challenge(FakeDuo.PHONE));
    assertThat(tab.look()).isEqualTo("choose");
  }

  @Test
  void anotherNodeAsksAtOnceWhenTheFirstHasGone() {
    Tab tab = scanning("1").at(scene.there());
    scene.here().die();
    scene.pass(44);
    assertThat(tab.done()).isFalse();
    scene.pass(10);
    assertThat(tab.done()).isTrue();

    duo.enrolmentStatuses().soon(EnrolmentStatus.ACTIVATED);
    duo.preauths().soon(FakeDuo.challenge(FakeDuo.PHONE));
    assertThat(tab.look()).isEqualTo("choose");
  }

  @Test
  void anotherNodeAsksNothingWhileTheFirstIsAlive() {
    Tab tab = scanning("1").at(scene.there());
    waitAMinute();

    assertThat(tab.look()).isEqualTo("wait");
    assertThat(scene.there().challenges().here(tab.challenge().id())).isEmpty();
  }

  @Test
  void aNodeThatDiesBeforeDuoAnswersKeepsNoOneWaitingForLong() {
    Tab tab = scene.tab("1", Samples.settings().enrolling());
    duo.preauths().soon(unknown());
    tab.look();
    scene.here().die();
    tab.at(scene.there());
    scene.pass(60);

    assertThat(tab.done()).isTrue();
    assertThat(tab.look()).isEqualTo("stop: unreachable");
    duo.preauths().soon(unknown());
    duo.enrolments().soonFails(TAKEN);
    assertThat(tab.look()).isEqualTo("stop: not_enrolled");
  }

  @Test
  void anEnrolmentThatRunsHoldsNoPlaceForWaiting() {
    scanning("1");

    assertThat(duo.placesTaken()).isZero();
    assertThat(scene.here().challenges().pending()).isZero();
  }

  /** A tab whose user Duo does not know and that shows a code. */
  private Tab scanning(String name) {
    Tab tab = scene.tab(name, Samples.settings().enrolling());
    duo.preauths().soon(unknown());
    duo.enrolments().soon(enrolment("A"));
    tab.look();
    assertThat(tab.look()).isEqualTo("wait");
    return tab;
  }

  private Enrolment enrolment(String code) {
    return new Enrolment(
        "DU1",
        new Secret("duo://" + code),
        Optional.empty(),
        scene.clock().instant().plus(Duration.ofDays(1)));
  }

  private void waitAMinute() {
    for (int poll = 0; poll < 10; poll++) {
      duo.enrolmentStatuses().soon(EnrolmentStatus.WAITING);
      scene.pass(6);
    }
  }

  private static Preauth unknown() {
    return new Preauth.Enroll("enrol", PORTAL);
  }

  private static String shown(Tab tab) {
    return tab.challenge().enrolment().orElseThrow().enrolment().activationCode().value();
  }
}
