package io.github.keycloakduo.keycloak.admin.checks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.Fault.Kind;
import io.github.keycloakduo.mfa.Result;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DuoChecksTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.500Z");
  private static final Result<Long> TIME = new Result.Answered<>(NOW.getEpochSecond());
  private static final DuoRoute DIRECT = new DuoRoute("api-1.duosecurity.com", Optional.empty());
  private static final DuoRoute PROXIED =
      new DuoRoute("api-1.duosecurity.com", Optional.of("proxy.example:3128"));

  @Test
  void allIsWell() {
    List<CheckResult> checks = run(DIRECT, TIME, TIME);

    assertThat(checks)
        .extracting(CheckResult::name)
        .containsExactly(
            CheckName.PROXY, CheckName.TLS, CheckName.PING, CheckName.KEYS, CheckName.CLOCK);
    assertThat(checks).allMatch(CheckResult::ok);
    assertThat(message(checks, CheckName.TLS)).endsWith("by the root certificate CN=Root");
    assertThat(message(checks, CheckName.PROXY)).contains("no proxy");
    assertThat(message(checks, CheckName.CLOCK)).contains("0 ms");
    assertThat(message(run(PROXIED, TIME, TIME), CheckName.PROXY)).contains("proxy.example:3128");
  }

  @ParameterizedTest
  @CsvSource({
    "DNS, TLS",
    "CERTIFICATE, TLS",
    "READ_TIMEOUT, PING",
    "ANSWER_CUT_OFF, PING",
    "SERVER_ERROR, PING",
    "UNEXPECTED_STATUS, PING",
    "BAD_ANSWER, PING",
    "RATE_LIMITED, PING",
    "PROXY_UNREACHABLE, PROXY",
    "PROXY_DENIED, PROXY"
  })
  void blamesTheFirstThingThatFails(Kind kind, CheckName blamed) {
    List<CheckResult> checks = run(DIRECT, Result.failed(kind, "what happened"), TIME);

    assertThat(checks)
        .filteredOn(check -> !check.ok())
        .extracting(CheckResult::name)
        .contains(blamed);
    assertThat(message(checks, blamed)).contains("what happened");
    assertThat(checks.subList(0, blamed.ordinal() - CheckName.PROXY.ordinal()))
        .allMatch(CheckResult::ok);
    assertThat(checks.subList(blamed.ordinal() - CheckName.PROXY.ordinal() + 1, 5))
        .allMatch(check -> !check.ok() && check.message().startsWith("not checked, because "));
  }

  @ParameterizedTest
  @EnumSource(names = {"REFUSED", "NO_ROUTE", "CONNECT_TIMEOUT", "CONNECTION_LOST", "INTERNAL"})
  void saysNothingOfTheCertificateWhereThereWasNoConnection(Kind kind) {
    List<CheckResult> checks = run(DIRECT, Result.failed(kind, "what happened"), TIME);

    assertThat(message(checks, CheckName.PING)).contains("what happened");
    assertThat(message(checks, CheckName.TLS)).startsWith("not checked");
    assertThat(checks)
        .filteredOn(CheckResult::ok)
        .extracting(CheckResult::name)
        .containsExactly(CheckName.PROXY);
  }

  @Test
  void takesAMuteProxyForTheCulprit() {
    List<CheckResult> checks = run(PROXIED, Result.failed(Kind.CONNECT_TIMEOUT, "late"), TIME);

    assertThat(message(checks, CheckName.PROXY)).contains("late", "proxy.example:3128");
  }

  @ParameterizedTest
  @EnumSource(value = Kind.class, names = "CLOCK", mode = EnumSource.Mode.EXCLUDE)
  void passesOnWhyKeysAreRefused(Kind kind) {
    List<CheckResult> checks = run(DIRECT, TIME, Result.failed(kind, "because of that"));

    assertThat(message(checks, CheckName.KEYS)).isEqualTo("because of that");
    assertThat(checks.get(4).ok()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "600, false, 'behind', '5 minutes'",
    "-600, false, 'ahead of', '5 minutes'",
    "120, true, 'behind', 'set it right'",
    "-120, true, 'ahead of', 'set it right'",
    "10, true, 'behind', 'ms'"
  })
  void measuresTheClock(long duoIsAhead, boolean ok, String direction, String told) {
    Result<Long> time = new Result.Answered<>(NOW.getEpochSecond() + duoIsAhead);
    CheckResult clock = run(DIRECT, time, TIME).get(4);

    assertThat(clock.ok()).isEqualTo(ok);
    assertThat(clock.message()).contains(Math.abs(duoIsAhead) * 1000 + " ms " + direction, told);
  }

  @Test
  void aRefusedClockLeavesTheKeysUnknown() {
    List<CheckResult> checks = run(DIRECT, TIME, Result.failed(Kind.CLOCK, "too old"));

    assertThat(message(checks, CheckName.KEYS)).startsWith("not checked");
    assertThat(checks.get(4).ok()).isFalse();
  }

  @Test
  void theCheckOfThePingTellsOfTheCircuitBreaker() {
    Result<Long> silence = Result.failed(Kind.REFUSED, "what happened");

    assertThat(message(run(DIRECT, TIME, TIME, breaker(false)), CheckName.PING))
        .isEqualTo("Duo answers; the circuit breaker of this node is closed");
    assertThat(message(run(DIRECT, TIME, TIME, breaker(true, false)), CheckName.PING))
        .isEqualTo("Duo answers; the circuit breaker of this node was open, and is closed now");
    assertThat(message(run(DIRECT, silence, TIME, breaker(true)), CheckName.PING))
        .contains("what happened")
        .endsWith("; the circuit breaker of this node is open");
  }

  private static Queue<Boolean> breaker(Boolean... states) {
    return new ArrayDeque<>(List.of(states));
  }

  private static List<CheckResult> run(DuoRoute route, Result<Long> ping, Result<Long> signed) {
    return run(route, ping, signed, breaker(false));
  }

  /** The last state of the breaker stays. */
  private static List<CheckResult> run(
      DuoRoute route, Result<Long> ping, Result<Long> signed, Queue<Boolean> breaker) {
    Probe probe =
        new Probe() {
          @Override
          public Result<Long> ping() {
            return ping;
          }

          @Override
          public Optional<String> root() {
            return Optional.of("CN=Root");
          }

          @Override
          public boolean breakerOpen() {
            return breaker.size() > 1 ? breaker.poll() : breaker.element();
          }

          @Override
          public Result<Long> signed() {
            return signed;
          }
        };
    return new DuoChecks(route, probe, Clock.fixed(NOW, ZoneOffset.UTC)).run();
  }

  private static String message(List<CheckResult> checks, CheckName name) {
    return checks.stream()
        .filter(check -> check.name() == name)
        .findFirst()
        .orElseThrow()
        .message();
  }
}
