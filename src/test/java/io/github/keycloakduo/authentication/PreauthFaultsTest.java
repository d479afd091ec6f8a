package io.github.keycloakduo.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.Fault;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What a login does when Duo cannot be asked whether it needs a factor. */
class PreauthFaultsTest {
  private final Scenario scene = new Scenario();
  private final FakeDuo duo = scene.duo();

  @ParameterizedTest
  @EnumSource
  void keepsOutAfterAnyFaultWithoutAskingTwiceWhenClosed(Fault.Kind fault) {
    duo.preauths().soonFails(fault);

    assertThat(closed().look()).isEqualTo("stop: " + outcome(fault));
    assertThat(duo.calls()).isEqualTo(1);
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
  void letsInOnlyWhenDuoIsOutOfReachForAPingToo(Fault.Kind fault) {
    duo.preauths().soonFails(fault);
    duo.preauths().soonFails(fault);
    duo.pings().soon(1L);
    duo.pings().soonFails(Fault.Kind.REFUSED);

    Tab tab = open();
    assertThat(tab.look()).isEqualTo("stop: unreachable");
    assertThat(tab.look()).isEqualTo("in: fail_open");
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
        "PROXY_UNREACHABLE"
      })
  void keepsOutAfterEveryOtherFaultWithoutAnyPing(Fault.Kind fault) {
    duo.preauths().soonFails(fault);

    assertThat(open().look()).isEqualTo("stop: " + outcome(fault));
    assertThat(duo.pings().count()).isZero();
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
        "PROXY_UNREACHABLE"
      })
  void keepsOutWhenThePingFailsInAnyOtherWay(Fault.Kind probe) {
    duo.preauths().soonFails(Fault.Kind.CONNECT_TIMEOUT);
    duo.pings().soonFails(probe);

    assertThat(open().look()).isEqualTo("stop: unreachable");
  }

  @Test
  void letsInOnServerErrorsOnlyWhenTheyCountAndThePingFailsToo() {
    Samples counting = Samples.settings().failing(Samples.OPEN_ON_5XX);
    for (int login = 0; login < 2; login++) {
      duo.preauths().soonFails(Fault.Kind.SERVER_ERROR);
    }
    duo.pings().soonFails(Fault.Kind.SERVER_ERROR);
    duo.pings().soon(1L);

    assertThat(scene.tab("1", counting).look()).isEqualTo("in: fail_open");
    assertThat(scene.tab("2", counting).look()).isEqualTo("stop: unreachable");
  }

  @ParameterizedTest
  @CsvSource({"60, 55, 5", "16, 12, 4", "8, 5, 3", "6, 3, 3", "2, 1, 3", "1, 0.5, 3"})
  void keepsTimeForThePingWhichGetsThreeSecondsAtLeast(long timeout, double preauth, double ping) {
    duo.preauths().soonFails(Fault.Kind.READ_TIMEOUT);
    scene.tab("1", Samples.settings().failing(Samples.OPEN).within(timeout)).look();

    assertThat(duo.preauths().last().limit()).isEqualTo(seconds(preauth));
    assertThat(duo.pings().last().limit()).isEqualTo(seconds(ping));
  }

  /** In the last moment even a Duo that is well would seem to be out of reach. */
  @Test
  void keepsOutWhenAnotherNodeAsksAgainInTheLastMoment() {
    Tab tab = open();
    assertThat(tab.look()).isEqualTo("wait");
    scene.pass(Duration.ofMillis(59_990));
    duo.preauths().soonFails(Fault.Kind.CONNECT_TIMEOUT);
    duo.pings().soonFails(Fault.Kind.CONNECT_TIMEOUT);

    assertThat(tab.at(scene.there()).look()).isEqualTo("stop: unreachable");
    assertThat(duo.pings().count()).isZero();
  }

  @Test
  void letsInWhenAnotherNodeAsksAgainInTime() {
    Tab tab = open();
    assertThat(tab.look()).isEqualTo("wait");
    scene.pass(40);
    duo.preauths().soonFails(Fault.Kind.REFUSED);
    duo.pings().soonFails(Fault.Kind.REFUSED);

    assertThat(tab.at(scene.there()).look()).isEqualTo("in: fail_open");
    assertThat(duo.pings().last().limit()).isEqualTo(seconds(5));
  }

  @Test
  void waitsForAPingThatIsSlow() {
    duo.preauths().soonFails(Fault.Kind.READ_TIMEOUT);

    Tab tab = open();
    assertThat(tab.look()).isEqualTo("wait");
    duo.pings().fail(Fault.Kind.CONNECT_TIMEOUT);
    assertThat(tab.look()).isEqualTo("in: fail_open");
  }

  @Test
  void triesAgainWhenAskedToAfterTrouble() {
    duo.preauths().soonFails(Fault.Kind.RATE_LIMITED);
    duo.preauths().soon(FakeDuo.challenge(FakeDuo.PHONE));

    Tab tab = closed();
    assertThat(tab.look()).isEqualTo("stop: rate_limited");
    assertThat(tab.look()).isEqualTo("choose");
  }

  @Test
  void endsAMistakeOfOurOwnAsAnErrorAndNeverOpen() {
    duo.preauths().soonThrows("a bug");

    Tab tab = scene.tab("1", Samples.settings().failing(Samples.OPEN_ON_5XX));
    assertThat(tab.look()).isEqualTo("stop: duo_error");
    assertThat(tab.details().detail())
        .contains("our own mistake", "IllegalStateException at ")
        .doesNotContain("a bug");
    assertThat(duo.pings().count()).isZero();
  }

  private Tab closed() {
    return scene.tab("1", Samples.settings());
  }

  private Tab open() {
    return scene.tab("1", Samples.settings().failing(Samples.OPEN));
  }

  private static Duration seconds(double amount) {
    return Duration.ofMillis(Math.round(amount * 1000));
  }

  private static String outcome(Fault.Kind fault) {
    return switch (fault) {
      case DNS,
          REFUSED,
          NO_ROUTE,
          CONNECT_TIMEOUT,
          READ_TIMEOUT,
          CONNECTION_LOST,
          ANSWER_CUT_OFF,
          PROXY_UNREACHABLE ->
          "unreachable";
      case PROXY_DENIED, KEYS, CLOCK -> "config_error";
      case RATE_LIMITED -> "rate_limited";
      case CERTIFICATE, SERVER_ERROR, UNEXPECTED_STATUS, INVALID_PARAMETERS, BAD_ANSWER, INTERNAL ->
          "duo_error";
    };
  }
}
