package io.github.keycloakduo.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.FactorAnswer.Refusal;
import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Duo says of a factor is reported once, whether or not the login comes back for it (D7). */
class UncollectedResultTest {
  private final Scenario scene = new Scenario();
  private final FakeDuo duo = scene.duo();

  @ParameterizedTest
  @CsvSource({
    "DENIED, denied",
    "FRAUD, fraud",
    "TIMEOUT, push_timeout",
    "LOCKED_OUT, duo_denied",
  })
  void isReportedByTheNodeWhenNoRequestComes(Refusal reason, String outcome) {
    Tab tab = scene.pushed();
    duo.statuses().answer(FakeDuo.refused(reason));
    scene.pass(4);
    assertThat(tab.uncollected()).isEmpty();

    scene.pass(1);

    assertThat(tab.uncollected()).containsExactly(outcome + " by push TX1 of alice");
    tab.look();
    assertThat(tab.details().outcome().id()).isEqualTo(outcome);
    assertThat(tab.reports()).isFalse();
    scene.pass(60);
    assertThat(tab.uncollected()).hasSize(1);
  }

  @Test
  void isReportedByTheRequestThatComesFirst() {
    Tab tab = scene.pushed();
    duo.statuses().answer(FakeDuo.refused(Refusal.DENIED));
    scene.pass(4);

    assertThat(tab.look()).isEqualTo("choose after denied by push");
    assertThat(tab.reports()).isTrue();
    scene.pass(60);
    assertThat(tab.uncollected()).isEmpty();
  }

  @Test
  void isReportedByOneOfTwoRequests() {
    Tab tab = scene.pushed();
    Tab twin = scene.twin(tab).at(scene.there());
    duo.statuses().answer(FakeDuo.refused(Refusal.FRAUD));

    assertThat(twin.look()).isEqualTo("stop: fraud by push");
    assertThat(tab.look()).isEqualTo("still: fraud by push");
    assertThat(twin.reports()).isTrue();
    assertThat(tab.reports()).isFalse();
    scene.pass(60);
    assertThat(tab.uncollected()).isEmpty();
  }

  @Test
  void isReportedByTheDeadlineOfThePush() {
    Tab tab = scene.pushed();
    scene.pass(60);
    // The call that is held back at Duo ends with its own limit.
    duo.statuses().answer(FakeDuo.refused(Refusal.TIMEOUT));
    scene.pass(10);

    assertThat(tab.uncollected()).containsExactly("push_timeout by push TX1 of alice");
  }

  @Test
  void isReportedByTheNodeThatGoesOnAfterTheDeathOfAnother() {
    Tab tab = scene.pushed();
    scene.here().die();
    tab.at(scene.there()).look();
    duo.statuses().answerNewest(FakeDuo.refused(Refusal.DENIED));

    scene.pass(10);

    assertThat(tab.uncollected()).containsExactly("denied by push TX1 of alice");
  }

  @Test
  void isReportedByOneOfTwoNodesThatBothHearIt() {
    Tab tab = scene.pushed();
    tab.at(scene.there()).look();
    duo.statuses().answer(FakeDuo.refused(Refusal.DENIED));
    duo.statuses().answer(FakeDuo.refused(Refusal.DENIED));

    scene.pass(10);

    assertThat(tab.uncollected()).hasSize(1);
    assertThat(tab.heard()).containsExactly(Outcome.DENIED, Outcome.DENIED);
  }

  @Test
  void isReportedAlthoughItsUserHadStoppedWaiting() {
    Tab tab = scene.pushed();
    tab.cancel();
    assertThat(tab.reports()).isTrue();
    duo.statuses().answer(FakeDuo.refused(Refusal.FRAUD));

    scene.pass(10);

    assertThat(tab.uncollected()).containsExactly("fraud by push TX1 of alice");
  }

  @Test
  void isNotReportedOnceMoreWhenACancelledPushTimesOut() {
    Tab tab = scene.pushed();
    tab.cancel();
    duo.statuses().answer(FakeDuo.refused(Refusal.TIMEOUT));

    scene.pass(60);

    assertThat(tab.uncollected()).isEmpty();
  }

  @Test
  void namesAnApprovalThatNobodyCameForAndStillCounts() {
    Tab tab = scene.pushed();
    duo.statuses().answer(FakeDuo.allowed());
    scene.pass(10);

    assertThat(tab.uncollected()).containsExactly("approved by push TX1 of alice");
    assertThat(tab.look()).isEqualTo("in: approved by push");
  }

  @Test
  void isReportedForAWrongPasscodeToo() {
    Tab tab = scene.choosing();
    tab.type("000000");
    duo.auths().answer(FakeDuo.refused(Refusal.DENIED));
    scene.pass(30);

    assertThat(tab.uncollected()).containsExactly("wrong_passcode by passcode of alice");
    assertThat(tab.look()).isEqualTo("choose after wrong_passcode by passcode");
    assertThat(tab.reports()).isFalse();
  }

  @Test
  void isReportedByItsOwnRequestWhereDuoAnswersAtOnce() {
    Tab tab = scene.choosing();
    duo.auths().soonFails(Fault.Kind.SERVER_ERROR);

    assertThat(tab.type("123456")).isEqualTo("stop: duo_error by passcode");
    assertThat(tab.reports()).isTrue();
    scene.pass(30);
    assertThat(tab.uncollected()).isEmpty();
  }
}
