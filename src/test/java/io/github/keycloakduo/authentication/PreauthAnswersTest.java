package io.github.keycloakduo.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.Device;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Preauth;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PreauthAnswersTest {
  private static final URI PORTAL = URI.create("https://duo.test/portal?code=1");

  private final Scenario scene = new Scenario();
  private final FakeDuo duo = scene.duo();
  private final Tab tab = scene.tab("1", Samples.settings());

  @Test
  void offersWhatTheSettingsAllowAndTheDevicesCan() {
    duo.preauths().soon(FakeDuo.challenge(FakeDuo.PHONE, FakeDuo.TABLET));

    assertThat(tab.look()).isEqualTo("choose");
    assertThat(tab.offer().factors()).containsExactly(Factor.PUSH, Factor.PASSCODE);
    assertThat(tab.offer().devices()).containsExactly(FakeDuo.PHONE, FakeDuo.TABLET);
    assertThat(tab.look()).isEqualTo("choose");
    assertThat(duo.calls()).isEqualTo(1);
  }

  @Test
  void offersPasscodesWithoutAnyDevice() {
    duo.preauths().soon(FakeDuo.challenge());

    assertThat(tab.look()).isEqualTo("choose");
    assertThat(tab.offer().factors()).containsExactly(Factor.PASSCODE);
  }

  @Test
  void stopsWhenThereIsNothingToOffer() {
    Tab pushOnly = scene.tab("1", Samples.settings().offering(Factor.PUSH));
    duo.preauths().soon(FakeDuo.challenge(new Device("DH1", "Token", Set.of())));

    assertThat(pushOnly.look()).isEqualTo("stop: no_capable_device");
    assertThat(pushOnly.look()).isEqualTo("still: no_capable_device");
  }

  @Test
  void letsInByDuosBypass() {
    duo.preauths().soon(new Preauth.Bypass("bypass user"));

    assertThat(tab.look()).isEqualTo("in: bypass");
    assertThat(tab.details().detail()).isEqualTo("bypass user");
  }

  @Test
  void endsTheAttemptOfAUserDuoDenies() {
    duo.preauths().soon(new Preauth.Denied("locked out"));

    assertThat(tab.look()).isEqualTo("stop: duo_denied");
    assertThat(tab.look()).isEqualTo("still: duo_denied");
    assertThat(tab.type("123456")).isEqualTo("still: duo_denied");
    assertThat(duo.calls()).isEqualTo(1);
  }

  @Test
  void tellsAnUnknownUserWhereToEnrolEvenAfterAReload() {
    duo.preauths().soon(new Preauth.Enroll("enrol", Optional.of(PORTAL)));

    assertThat(tab.look()).isEqualTo("stop: not_enrolled");
    assertThat(tab.rejected().portal()).contains(PORTAL);
    assertThat(tab.look()).isEqualTo("still: not_enrolled");
    assertThat(tab.rejected().portal()).contains(PORTAL);
  }

  @Test
  void asksForTheDuoIdentityWithinTheWholeTimeout() {
    tab.look();

    assertThat(duo.preauths().last().what()).isEqualTo("alice");
    assertThat(duo.preauths().last().limit()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void showsAWaitWhileDuoIsSlowAndThenGoesOn() {
    assertThat(tab.look()).isEqualTo("wait");
    assertThat(tab.challenge().factor()).isEmpty();
    scene.pass(30);
    assertThat(tab.look()).isEqualTo("wait");
    assertThat(tab.type("123456")).isEqualTo("wait");

    duo.preauths().answer(FakeDuo.challenge(FakeDuo.PHONE));

    assertThat(tab.look()).isEqualTo("choose");
    assertThat(duo.calls()).isEqualTo(1);
  }

  @Test
  void findsOnOneNodeWhatDuoAnsweredAnother() {
    tab.look();
    duo.preauths().answer(FakeDuo.challenge(FakeDuo.PHONE));

    assertThat(tab.at(scene.there()).look()).isEqualTo("choose");
    assertThat(duo.calls()).isEqualTo(1);
  }

  @Test
  void asksAgainWithinWhatIsLeftWhenTheNodeThatAskedHasDied() {
    tab.look();
    scene.here().die();
    scene.pass(20);

    assertThat(tab.at(scene.there()).look()).isEqualTo("wait");
    assertThat(duo.preauths().count()).isEqualTo(2);
    assertThat(duo.preauths().last().limit()).isEqualTo(Duration.ofSeconds(40));
    assertThat(tab.look()).isEqualTo("wait");
    duo.preauths().answerNewest(FakeDuo.challenge(FakeDuo.PHONE));
    assertThat(tab.look()).isEqualTo("choose");
    assertThat(duo.preauths().count()).isEqualTo(2);
  }

  @Test
  void givesUpAtTheDeadlineWhenTheNodeThatAskedHasDied() {
    tab.look();
    scene.here().die();
    scene.pass(60);

    assertThat(tab.at(scene.there()).look()).isEqualTo("stop: unreachable");
    assertThat(duo.calls()).isEqualTo(1);
  }

  @Test
  void beginsAnewAfterACancelledWait() {
    tab.look();

    assertThat(tab.cancel()).isEqualTo("stop: cancelled");
    duo.preauths().soon(FakeDuo.challenge(FakeDuo.PHONE));
    assertThat(tab.look()).isEqualTo("choose");
    assertThat(duo.preauths().count()).isEqualTo(2);
  }
}
