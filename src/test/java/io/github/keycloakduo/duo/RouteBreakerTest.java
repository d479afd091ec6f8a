package io.github.keycloakduo.duo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.Fault.Kind;
import io.github.keycloakduo.mfa.Result;
import io.github.keycloakduo.settings.DuoConnection;
import io.github.keycloakduo.settings.HostAndPort;
import io.github.keycloakduo.settings.HttpsProxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When logins are decided without a call to Duo, and when Duo is asked again. */
class RouteBreakerTest {
  private static final Duration MINUTE = Duration.ofSeconds(60);
  private static final String NOT_ASKED = "not asked";
  private static final HostAndPort DUO = new HostAndPort("api-1.duosecurity.com", 443);

  /** Time that passes when the test says so, with the work that is due meanwhile. */
  private static final class Time {
    private record Due(long at, Runnable work) {}

    private final AtomicLong nanos = new AtomicLong();
    private final List<Due> due = new ArrayList<>();

    void after(Duration time, Runnable work) {
      due.add(new Due(nanos.get() + time.toNanos(), work));
    }

    void pass(Duration time) {
      long end = nanos.get() + time.toNanos();
      for (Optional<Due> next = next(end); next.isPresent(); next = next(end)) {
        due.remove(next.get());
        nanos.set(next.get().at());
        next.get().work().run();
      }
      nanos.set(end);
    }

    private Optional<Due> next(long end) {
      return due.stream().filter(work -> work.at() <= end).min(Comparator.comparing(Due::at));
    }
  }

  private final Time time = new Time();
  private final List<String> told = new ArrayList<>();
  private final List<String> hosts = new ArrayList<>();
  private final List<BooleanSupplier> gauges = new ArrayList<>();
  private final RouteBreakers breakers =
      new RouteBreakers(
          time::after,
          new BreakerObserver() {
            @Override
            public void onHost(String host, BooleanSupplier open) {
              hosts.add(host);
              gauges.add(open);
            }

            @Override
            public void onOpen(String sentence) {
              told.add("open: " + sentence);
            }

            @Override
            public void onClose(String sentence) {
              told.add("closed: " + sentence);
            }
          },
          time.nanos::get);

  private Supplier<Result<Long>> duo = () -> new Result.Answered<>(1L);
  private int calls;
  private int probes;
  private final CallGuard guard = guard(direct(), MINUTE);

  private static DuoConnection direct() {
    return new DuoConnection(DUO, Optional.empty(), Optional.empty());
  }

  private static DuoConnection by(String proxy) {
    return new DuoConnection(
        DUO, Optional.of(new HttpsProxy(proxy, 3128, Optional.empty())), Optional.empty());
  }

  private CallGuard guard(DuoConnection connection, Duration timeout) {
    return breakers.guard(
        connection,
        timeout,
        () -> {
          probes++;
          return CompletableFuture.completedFuture(duo.get());
        });
  }

  private void duoFails(Kind kind) {
    duo = () -> Result.failed(kind, "what happened");
  }

  private void duoAnswers() {
    duo = () -> new Result.Answered<>(1L);
  }

  private CompletableFuture<Result<Long>> askDuo() {
    calls++;
    return CompletableFuture.completedFuture(duo.get());
  }

  private String call() {
    return call(guard, MINUTE);
  }

  private String call(CallGuard through, Duration limit) {
    return word(through.call(limit, this::askDuo));
  }

  private String ping() {
    return word(guard.ping(this::askDuo));
  }

  private static String word(CompletableFuture<Result<Long>> reply) {
    return reply
        .join()
        .match(
            answer -> "ok",
            fault ->
                fault.detail().startsWith("Duo was not asked") ? NOT_ASKED : fault.kind().name());
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      assertThat(call()).isNotEqualTo(NOT_ASKED);
    }
  }

  private void open() {
    duoFails(Kind.REFUSED);
    fail(5);
    calls = 0;
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "DNS",
        "REFUSED",
        "NO_ROUTE",
        "CONNECT_TIMEOUT",
        "READ_TIMEOUT",
        "CONNECTION_LOST",
        "PROXY_UNREACHABLE"
      })
  void isNotAskedAfterFiveCallsThatHeardNothing(Kind kind) {
    duoFails(kind);
    fail(5);

    assertThat(call()).isEqualTo(NOT_ASKED);
    assertThat(calls).isEqualTo(5);
    assertThat(told)
        .singleElement()
        .asString()
        .startsWith("open: Duo at api-1.duosecurity.com:443 has not answered 5 calls in a row")
        .contains("what happened");
  }

  @Test
  void saysToTheLoginWhatHasHappened() {
    open();

    Result<Long> reply = guard.call(MINUTE, this::askDuo).join();

    assertThat(reply)
        .isEqualTo(
            Result.failed(
                Kind.REFUSED,
                "Duo was not asked, since 5 calls in a row have failed (what happened)"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {
        "DNS",
        "REFUSED",
        "NO_ROUTE",
        "CONNECT_TIMEOUT",
        "READ_TIMEOUT",
        "CONNECTION_LOST",
        "PROXY_UNREACHABLE"
      },
      mode = EnumSource.Mode.EXCLUDE)
  void isAskedForEverWhereSomethingElseFails(Kind kind) {
    duoFails(kind);
    fail(20);

    assertThat(calls).isEqualTo(20);
    assertThat(told).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"SERVER_ERROR", "KEYS", "CERTIFICATE", "RATE_LIMITED", "BAD_ANSWER"})
  void anAnswerOfAnyKindEndsTheRow(Kind kind) {
    duoFails(Kind.REFUSED);
    fail(4);
    duoFails(kind);
    fail(1);
    duoFails(Kind.REFUSED);
    fail(4);

    assertThat(told).isEmpty();
    assertThat(call()).isEqualTo("REFUSED");
    assertThat(call()).isEqualTo(NOT_ASKED);
  }

  @Test
  void anAnswerToAPingOrAPollEndsTheRow() {
    duoFails(Kind.REFUSED);
    fail(4);
    duoAnswers();
    ping();
    duoFails(Kind.REFUSED);
    fail(4);
    duoAnswers();
    guard.always(this::askDuo);
    duoFails(Kind.REFUSED);
    fail(4);

    assertThat(told).isEmpty();
  }

  /** Calls that hung during an outage fail one after the other when it is over. */
  @Test
  void failuresOfCallsThatBeganBeforeTheLastAnswerDoNotCount() {
    List<CompletableFuture<Result<Long>>> hanging = hangingCalls();
    CompletableFuture<Result<Long>> ping = new CompletableFuture<>();
    guard.ping(() -> ping);
    time.pass(Duration.ofSeconds(10));
    assertThat(call()).isEqualTo("ok");
    time.pass(Duration.ofSeconds(10));

    hanging.forEach(call -> call.complete(Result.failed(Kind.READ_TIMEOUT, "too late")));
    ping.complete(Result.failed(Kind.READ_TIMEOUT, "too late"));

    assertThat(told).isEmpty();
    assertThat(call()).isEqualTo("ok");
    open();
    // The late ping is no proof either.
    assertThat(ping()).isEqualTo("REFUSED");
  }

  private List<CompletableFuture<Result<Long>>> hangingCalls() {
    List<CompletableFuture<Result<Long>>> hanging = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      CompletableFuture<Result<Long>> call = new CompletableFuture<>();
      hanging.add(call);
      guard.call(MINUTE, () -> call);
    }
    return hanging;
  }

  /** Duo has said nothing then. */
  @Test
  void failuresOfCallsThatBeganBeforeOurOwnTroubleCount() {
    List<CompletableFuture<Result<Long>>> hanging = hangingCalls();
    open();
    duoFails(Kind.INTERNAL);
    time.pass(Duration.ofSeconds(10));
    assertThat(call()).isEqualTo("INTERNAL");

    hanging.forEach(call -> call.complete(Result.failed(Kind.READ_TIMEOUT, "no answer")));

    assertThat(call()).isEqualTo(NOT_ASKED);
  }

  /** No file handles, or no connection to spare: that is no news of Duo. */
  @Test
  void ourOwnTroubleNeitherCountsNorEndsTheRow() {
    duoFails(Kind.REFUSED);
    fail(4);
    duoFails(Kind.INTERNAL);
    fail(20);
    assertThat(told).isEmpty();
    duoFails(Kind.REFUSED);
    fail(1);

    assertThat(call()).isEqualTo(NOT_ASKED);
  }

  @Test
  void fiveFailuresCountWithinThirtySecondsOnly() {
    duoFails(Kind.REFUSED);
    fail(1);
    time.pass(Duration.ofSeconds(31));
    fail(4);
    assertThat(told).isEmpty();
    fail(1);

    assertThat(told).hasSize(1);
  }

  /** Fail-open needs both proofs: a failed call, and a failed ping. */
  @Test
  void theFirstLoginThatNeedsAProofPingsWhereNoneHasDoneSo() {
    open();

    assertThat(ping()).isEqualTo("REFUSED");
    assertThat(calls).isEqualTo(1);
    assertThat(ping()).isEqualTo(NOT_ASKED);
    assertThat(calls).isEqualTo(1);
  }

  @Test
  void noLoginPingsWhereOneHasDoneSoBefore() {
    duoFails(Kind.REFUSED);
    ping();
    open();

    assertThat(ping()).isEqualTo(NOT_ASKED);
    assertThat(calls).isZero();
  }

  @Test
  void aPingThatFailedLongAgoProvesNothing() {
    duoFails(Kind.REFUSED);
    ping();
    time.pass(Duration.ofSeconds(31));
    open();

    assertThat(ping()).isEqualTo("REFUSED");
  }

  @Test
  void aPingThatIsAnsweredLetsLoginsCallDuoAgain() {
    open();
    duoAnswers();

    assertThat(ping()).isEqualTo("ok");
    assertThat(call()).isEqualTo("ok");
  }

  @Test
  void pingsAloneDoNotOpen() {
    duoFails(Kind.REFUSED);
    for (int i = 0; i < 20; i++) {
      ping();
    }

    assertThat(told).isEmpty();
  }

  @Test
  void oneProbeEveryTenSecondsTriesAndLoginsDoNot() {
    open();
    time.pass(Duration.ofMillis(9_999));
    assertThat(probes).isZero();
    for (int tenth = 1; tenth <= 6; tenth++) {
      time.pass(Duration.ofSeconds(10));
      assertThat(probes).isEqualTo(tenth);
      assertThat(call()).isEqualTo(NOT_ASKED);
      assertThat(call()).isEqualTo(NOT_ASKED);
    }

    assertThat(calls).isZero();
  }

  @Test
  void loginsCallDuoAgainAfterOneGoodProbe() {
    open();
    duoAnswers();
    assertThat(call()).isEqualTo(NOT_ASKED);

    time.pass(Duration.ofSeconds(10));

    assertThat(call()).isEqualTo("ok");
    assertThat(told.get(1)).isEqualTo("closed: Duo at api-1.duosecurity.com:443 answers again");
    time.pass(Duration.ofMinutes(5));
    assertThat(probes).isEqualTo(1);
  }

  /** Such a fault never opens a login; the proofs of silence must not outlive it. */
  @ParameterizedTest
  @EnumSource(names = {"CERTIFICATE", "SERVER_ERROR", "PROXY_DENIED", "INTERNAL"})
  void loginsCallDuoAgainOnceAProbeMeetsAnythingButSilence(Kind kind) {
    open();
    duoFails(kind);

    time.pass(Duration.ofSeconds(10));

    assertThat(call()).isEqualTo(kind.name());
  }

  @Test
  void aProbeThatBreaksIsNoSilence() {
    open();
    duo =
        () -> {
          throw new IllegalStateException("a mistake of ours");
        };

    time.pass(Duration.ofSeconds(10));

    duoAnswers();
    assertThat(call()).isEqualTo("ok");
  }

  @Test
  void aSecondOutageIsProbedNoMoreOftenThanTheFirst() {
    open();
    time.pass(Duration.ofSeconds(5));
    duoAnswers();
    guard.always(this::askDuo);
    open();

    time.pass(Duration.ofSeconds(9));
    assertThat(probes).isZero();
    time.pass(Duration.ofSeconds(1));
    assertThat(probes).isEqualTo(1);
    time.pass(Duration.ofSeconds(10));
    assertThat(probes).isEqualTo(2);
  }

  @Test
  void whatRunsIsFollowedWhileLoginsAreNot() {
    open();

    assertThat(word(guard.always(this::askDuo))).isEqualTo("REFUSED");
    duoAnswers();
    assertThat(word(guard.always(this::askDuo))).isEqualTo("ok");

    assertThat(call()).isEqualTo("ok");
  }

  @Test
  void whatRunsDoesNotOpen() {
    duoFails(Kind.READ_TIMEOUT);
    for (int i = 0; i < 20; i++) {
      guard.always(this::askDuo);
    }

    assertThat(told).isEmpty();
  }

  /** The call of a request that is about to expire. */
  @Test
  void aTimeoutOfACallThatHadLittleTimeDoesNotCount() {
    duoFails(Kind.READ_TIMEOUT);
    for (int i = 0; i < 20; i++) {
      call(guard, Duration.ofSeconds(1));
    }
    assertThat(told).isEmpty();
    duoFails(Kind.REFUSED);
    for (int i = 0; i < 5; i++) {
      call(guard, Duration.ofSeconds(1));
    }

    assertThat(told).hasSize(1);
  }

  @Test
  void whoWaitsForASecondDoesNotDecideForThoseWhoWaitForAMinute() {
    CallGuard hasty = guard(direct(), Duration.ofSeconds(1));
    duoFails(Kind.READ_TIMEOUT);
    for (int i = 0; i < 5; i++) {
      call(hasty, Duration.ofMillis(501));
    }

    assertThat(call(hasty, Duration.ofMillis(501))).isEqualTo(NOT_ASKED);
    assertThat(call()).isEqualTo("READ_TIMEOUT");
  }

  @Test
  void timeoutsOfTenSecondsAndMoreAreAlike() {
    CallGuard patient = guard(direct(), Duration.ofSeconds(10));
    duoFails(Kind.READ_TIMEOUT);
    fail(5);

    assertThat(call(patient, Duration.ofSeconds(7))).isEqualTo(NOT_ASKED);
  }

  @Test
  void aDeadProxyDoesNotDecideForAnotherOrForNone() {
    CallGuard dead = guard(by("dead.example"), MINUTE);
    CallGuard good = guard(by("good.example"), MINUTE);
    duoFails(Kind.PROXY_UNREACHABLE);
    for (int i = 0; i < 5; i++) {
      call(dead, MINUTE);
    }
    duoAnswers();

    assertThat(call(dead, MINUTE)).isEqualTo(NOT_ASKED);
    assertThat(call(good, MINUTE)).isEqualTo("ok");
    assertThat(call()).isEqualTo("ok");
    assertThat(told).singleElement().asString().contains("by the proxy dead.example:3128");
    assertThat(breakers.isOpen(by("dead.example"), MINUTE)).isTrue();
    assertThat(breakers.isOpen(direct(), MINUTE)).isFalse();
  }

  @Test
  void theGaugeOfAHostIsUpIfOneOfItsBreakersIsOpen() {
    CallGuard dead = guard(by("dead.example"), MINUTE);
    assertThat(hosts).containsExactly("api-1.duosecurity.com:443");
    assertThat(gauges.get(0).getAsBoolean()).isFalse();
    duoFails(Kind.PROXY_UNREACHABLE);
    for (int i = 0; i < 5; i++) {
      call(dead, MINUTE);
    }
    assertThat(gauges.get(0).getAsBoolean()).isTrue();
    duoAnswers();

    breakers.answered(direct());
    assertThat(gauges.get(0).getAsBoolean()).isTrue();
    breakers.answered(by("dead.example"));
    assertThat(gauges.get(0).getAsBoolean()).isFalse();
  }

  @Test
  void aRouteThatNoLoginTakesAnyMoreIsNotProbedForEver() {
    open();

    time.pass(Duration.ofHours(3));

    assertThat(probes).isBetween(85, 95);
    assertThat(told.get(1)).contains("is not used any more");
    assertThat(time.due).isEmpty();
  }
}
