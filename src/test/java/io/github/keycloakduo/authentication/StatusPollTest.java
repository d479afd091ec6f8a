package io.github.keycloakduo.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.Deadline;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.FactorAnswer;
import io.github.keycloakduo.mfa.FactorAnswer.Refusal;
import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.Result;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class StatusPollTest {
  private static final FactorAnswer WAITING = new FactorAnswer.Waiting("pushed");

  private final MutableClock clock = new MutableClock();
  private final ManualDelay pauses = new ManualDelay(clock);
  private final FakeDuo duo = new FakeDuo();
  private final RecordedCalls<String, FactorAnswer> polls = duo.statuses();

  @Test
  void hasEachQuestionHeldBackForLongButNotBeyondTheDeadline() {
    poll(100);
    assertThat(polls.last().what()).isEqualTo("TX1");
    assertThat(polls.last().limit()).isEqualTo(Duration.ofSeconds(70));
    pauses.pass(Duration.ofSeconds(70));
    polls.answer(WAITING);

    assertThat(polls.last().limit()).isEqualTo(Duration.ofSeconds(30));
    assertThat(polls.count()).isEqualTo(2);
  }

  @Test
  void endsWithTheFirstAnswerThatIsNotWaiting() {
    CompletableFuture<Result<FactorAnswer>> end = poll(60);
    polls.answer(WAITING);
    pauses.pass(Duration.ofSeconds(1));
    assertThat(end).isNotDone();
    polls.answer(FakeDuo.allowed());

    assertThat(end).isCompletedWithValue(new Result.Answered<>(FakeDuo.allowed()));
  }

  @Test
  void restsAfterAQuickAnswerAndNotAfterASlowOne() {
    poll(60);
    polls.answer(WAITING);
    pauses.pass(Duration.ofMillis(499));
    assertThat(polls.count()).isEqualTo(1);
    pauses.pass(Duration.ofMillis(1));
    assertThat(polls.count()).isEqualTo(2);

    clock.advance(Duration.ofMillis(500));
    polls.answer(WAITING);
    assertThat(polls.count()).isEqualTo(3);
    assertThat(pauses.count()).isZero();
  }

  @Test
  void goesOnHoweverOftenAQuestionTakesTooLong() {
    CompletableFuture<Result<FactorAnswer>> end = poll(600);
    for (int i = 0; i < 7; i++) {
      clock.advance(Duration.ofSeconds(70));
      polls.fail(Fault.Kind.READ_TIMEOUT);
    }
    assertThat(end).isNotDone();
    polls.answer(FakeDuo.allowed());

    assertThat(end).isCompletedWithValue(new Result.Answered<>(FakeDuo.allowed()));
  }

  @Test
  void takesInvalidParametersForTheEndOfOnePollWhenDuoKnowsThePush() {
    CompletableFuture<Result<FactorAnswer>> end = poll(600);
    clock.advance(Duration.ofSeconds(1));
    polls.answer(WAITING);
    for (int i = 0; i < 6; i++) {
      clock.advance(Duration.ofSeconds(60));
      polls.fail(Fault.Kind.INVALID_PARAMETERS);
    }
    assertThat(end).isNotDone();
    assertThat(polls.count()).isEqualTo(8);
  }

  @Test
  void takesInvalidParametersForAnUnknownPushBeforeTheFirstAnswer() {
    CompletableFuture<Result<FactorAnswer>> end = poll(60);
    polls.fail(Fault.Kind.INVALID_PARAMETERS);

    assertThat(end).isCompletedWithValue(Result.failed(Fault.Kind.INVALID_PARAMETERS, "answered"));
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.MATCH_ANY,
      names = {
        "CONNECTION_LOST|ANSWER_CUT_OFF|CONNECT_TIMEOUT|REFUSED|NO_ROUTE",
        "DNS|PROXY_UNREACHABLE|RATE_LIMITED|SERVER_ERROR|INTERNAL"
      })
  void bearsFourTroublesInARowAndNoFifth(Fault.Kind fault) {
    CompletableFuture<Result<FactorAnswer>> end = poll(600);
    fourTimes(fault);
    polls.answer(WAITING);
    pauses.pass(Duration.ofSeconds(1));
    fourTimes(fault);
    polls.fail(Fault.Kind.READ_TIMEOUT);
    pauses.pass(Duration.ofSeconds(1));
    assertThat(end).isNotDone();
    fourTimes(fault);
    fail(fault);

    assertThat(end).isCompletedWithValue(Result.failed(fault, "answered"));
  }

  @Test
  void restsTwiceAsLongAfterEachTroubleInARow() {
    poll(60);
    int asked = 1;
    for (long rest : new long[] {500, 1_000, 2_000, 4_000}) {
      polls.fail(Fault.Kind.RATE_LIMITED);
      pauses.pass(Duration.ofMillis(rest - 1));
      assertThat(polls.count()).isEqualTo(asked);
      pauses.pass(Duration.ofMillis(1));
      asked++;
      assertThat(polls.count()).isEqualTo(asked);
    }
  }

  @Test
  void restsNoLongerThanUntilTheDeadline() {
    CompletableFuture<Result<FactorAnswer>> end = poll(3);
    for (int i = 0; i < 3; i++) {
      polls.fail(Fault.Kind.SERVER_ERROR);
      pauses.pass(Duration.ofSeconds(1));
    }

    assertTimeout(end);
  }

  private void fourTimes(Fault.Kind fault) {
    for (int i = 0; i < 4; i++) {
      fail(fault);
    }
  }

  private void fail(Fault.Kind fault) {
    polls.fail(fault);
    pauses.pass(Duration.ofSeconds(4));
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.MATCH_ANY,
      names = {"PROXY_DENIED|CERTIFICATE|UNEXPECTED_STATUS|KEYS", "CLOCK|BAD_ANSWER"})
  void endsAtOnceWithTroubleThatDoesNotPass(Fault.Kind fault) {
    CompletableFuture<Result<FactorAnswer>> end = poll(60);
    polls.fail(fault);

    assertThat(end).isCompletedWithValue(Result.failed(fault, "answered"));
  }

  @Test
  void endsAsATimeoutAtTheDeadline() {
    CompletableFuture<Result<FactorAnswer>> end = poll(60);
    clock.advance(Duration.ofSeconds(60));
    polls.answer(WAITING);

    assertTimeout(end);
    assertThat(polls.count()).isEqualTo(1);
  }

  @Test
  void endsDuringARestAtTheDeadline() {
    CompletableFuture<Result<FactorAnswer>> end = poll(60);
    clock.advance(Duration.ofMillis(59_800));
    polls.fail(Fault.Kind.READ_TIMEOUT);
    polls.fail(Fault.Kind.SERVER_ERROR);
    pauses.pass(Duration.ofMillis(500));

    assertTimeout(end);
    assertThat(polls.count()).isEqualTo(2);
  }

  @Test
  void stopsOnceNobodyWaitsAnyMore() {
    Challenge challenge = challenge(60);
    CompletableFuture<Result<FactorAnswer>> end = poll(challenge);
    challenge.abandon();
    polls.answer(WAITING);
    pauses.pass(Duration.ofMillis(500));

    assertTimeout(end);
    assertThat(polls.count()).isEqualTo(1);
  }

  private static void assertTimeout(CompletableFuture<Result<FactorAnswer>> end) {
    assertThat(end)
        .isCompletedWithValue(
            new Result.Answered<>(new FactorAnswer.Refused(Refusal.TIMEOUT, "nobody answered")));
  }

  private CompletableFuture<Result<FactorAnswer>> poll(long seconds) {
    return poll(challenge(seconds));
  }

  private CompletableFuture<Result<FactorAnswer>> poll(Challenge challenge) {
    return new StatusPoll(duo, clock, pauses).untilAnswered(challenge);
  }

  private Challenge challenge(long seconds) {
    ChallengeState begun =
        ChallengeState.begun(
            "C1",
            "tab 1",
            Optional.of(Factor.PUSH),
            Optional.empty(),
            Deadline.in(Duration.ofSeconds(seconds), clock.instant()));
    return new Challenge(begun.started("TX1", Optional.empty()), changed -> {});
  }
}
