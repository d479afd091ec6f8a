package io.github.keycloakduo.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.FactorAnswer.Refusal;
import io.github.keycloakduo.mfa.Fault;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Wrong passcodes are counted for the user, whatever browser, node or login they come from. */
class PasscodeAttemptsTest {
  private final Scenario scene = new Scenario();
  private final FakeDuo duo = scene.duo();

  @Test
  void asksDuoNoMoreAfterFiveWrongPasscodesInDifferentLogins() {
    for (int login = 0; login < PasscodeAttempts.LIMIT; login++) {
      wrong(tab("login " + login));
    }

    Tab next = tab("one more").at(scene.there());
    assertThat(next.type("123456"))
        .isEqualTo("choose after wrong_passcode by passcode (TOO_MANY_PASSCODES)");
    assertThat(next.details().detail()).contains("Duo was not asked");
    assertThat(duo.auths().count()).isEqualTo(PasscodeAttempts.LIMIT);
  }

  @Test
  void letsOnlyFiveOfAHundredPasscodesAtOnceReachDuo() {
    List<Tab> tabs = atOnce(100);
    assertThat(duo.auths().count()).isEqualTo(PasscodeAttempts.LIMIT);

    for (int i = 0; i < PasscodeAttempts.LIMIT; i++) {
      duo.auths().answer(FakeDuo.refused(Refusal.DENIED));
    }
    scene.pass(1);

    assertThat(duo.auths().count()).isEqualTo(PasscodeAttempts.LIMIT);
    assertThat(tabs.stream().map(Tab::look))
        .filteredOn(told -> told.contains("TOO_MANY_PASSCODES"))
        .hasSize(100 - PasscodeAttempts.LIMIT);
  }

  @Test
  void letsAHundredRightPasscodesAtOnceInOneAfterTheOther() {
    List<Tab> tabs = atOnce(100);

    for (int answered = 0; answered < 100; answered++) {
      duo.auths().answer(FakeDuo.allowed());
      scene.pass(Duration.ofMillis(200));
    }

    assertThat(tabs.stream().map(Tab::look)).containsOnly("in: approved by passcode");
  }

  @Test
  void takesTheWaitForATryForAnOutageAtTheDeadline() {
    List<Tab> tabs = atOnce(PasscodeAttempts.LIMIT + 1);
    scene.pass(60);

    assertThat(duo.auths().count()).isEqualTo(PasscodeAttempts.LIMIT);
    assertThat(tabs.get(PasscodeAttempts.LIMIT).look()).isEqualTo("stop: unreachable by passcode");
  }

  @Test
  void givesTheTryOfADeadNodeBackAfterTheTimeout() {
    atOnce(PasscodeAttempts.LIMIT);
    scene.here().die();
    scene.pass(71);

    duo.auths().soon(FakeDuo.allowed());
    assertThat(tab("later").at(scene.there()).type("123456")).isEqualTo("in: approved by passcode");
  }

  private List<Tab> atOnce(int number) {
    List<Tab> tabs = IntStream.range(0, number).mapToObj(this::inAnotherBrowser).toList();
    tabs.forEach(tab -> assertThat(tab.type("123456")).isEqualTo("wait"));
    return tabs;
  }

  @Test
  void startsToCountAnewAfterARightPasscode() {
    Tab tab = tab("1");
    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < PasscodeAttempts.LIMIT - 1; i++) {
        wrong(tab);
      }
      duo.auths().soon(FakeDuo.allowed());
      assertThat(tab.type("123456")).isEqualTo("in: approved by passcode");
      tab = tab("after " + round);
    }
  }

  @Test
  void countsNoPasscodeThatDuoCouldNotJudge() {
    Tab tab = tab("1");
    for (int i = 0; i < 2 * PasscodeAttempts.LIMIT; i++) {
      duo.auths().soonFails(Fault.Kind.SERVER_ERROR);
      assertThat(tab.type("123456")).isEqualTo("stop: duo_error by passcode");
      duo.preauths().soon(FakeDuo.challenge(FakeDuo.PHONE));
      tab.look();
    }
    duo.auths().soon(FakeDuo.allowed());

    assertThat(tab.type("123456")).isEqualTo("in: approved by passcode");
  }

  @Test
  void countsAUsedPasscodeToo() {
    for (int login = 0; login < PasscodeAttempts.LIMIT; login++) {
      duo.auths().soon(FakeDuo.refused(Refusal.PASSCODE_USED));
      tab("login " + login).type("111111");
    }

    assertThat(tab("one more").type("111111")).contains("TOO_MANY_PASSCODES");
  }

  @Test
  void holdsUpNeitherAPushNorAnybodyElse() {
    Tab tab = tab("1");
    for (int i = 0; i < PasscodeAttempts.LIMIT; i++) {
      wrong(tab);
    }
    assertThat(tab.type("000000")).contains("TOO_MANY_PASSCODES");

    assertThat(tab.press("push")).isEqualTo("wait");
    duo.auths().soon(FakeDuo.allowed());
    Tab bob = scene.choosing("2", Samples.settings(), "bob", FakeDuo.PHONE);
    duo.auths().answer(FakeDuo.started("TX1"));
    assertThat(bob.type("123456")).isEqualTo("in: approved by passcode");
  }

  private Tab tab(String name) {
    return scene.choosing(name, Samples.settings(), FakeDuo.PHONE);
  }

  private Tab inAnotherBrowser(int number) {
    if (number % LoginRateLimit.LIMIT == 0) {
      // So many have begun within a minute.
      scene.pass(LoginRateLimit.WINDOW);
    }
    return tab("1").inBrowser("browser " + number);
  }

  private void wrong(Tab tab) {
    duo.auths().soon(FakeDuo.refused(Refusal.DENIED));
    assertThat(tab.type("000000")).isEqualTo("choose after wrong_passcode by passcode");
  }
}
