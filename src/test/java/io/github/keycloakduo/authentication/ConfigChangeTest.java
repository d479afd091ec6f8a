package io.github.keycloakduo.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.FactorAnswer.Refusal;
import org.junit.jupiter.api.Test;

/** What was found out for one user and one configuration counts for no other. */
class ConfigChangeTest {
  private final Scenario scene = new Scenario();
  private final FakeDuo duo = scene.duo();

  @Test
  void forAnotherUser() {
    Tab tab = scene.choosing().of("bob");
    duo.preauths().soon(FakeDuo.challenge(FakeDuo.TABLET));

    assertThat(tab.type("123456")).isEqualTo("choose");
    assertThat(duo.preauths().last().what()).isEqualTo("bob");
    assertThat(tab.offer().known()).containsExactly(FakeDuo.TABLET);
    assertThat(duo.auths().count()).isZero();
  }

  @Test
  void forAnotherUserWhileAPushOfTheFirstIsApproved() {
    Tab tab = scene.pushed();
    duo.statuses().answer(FakeDuo.allowed());
    duo.preauths().soon(FakeDuo.challenge(FakeDuo.PHONE));

    assertThat(tab.of("bob").look()).isEqualTo("choose");
    assertThat(tab.state().userId()).isEqualTo("bob");
    assertThat(tab.state().factorStarted()).isFalse();
  }

  @Test
  void forAnotherUserAfterTheAttemptOfTheFirstHasEnded() {
    Tab tab = scene.pushed();
    duo.statuses().answer(FakeDuo.refused(Refusal.FRAUD));
    tab.look();
    duo.preauths().soon(FakeDuo.challenge(FakeDuo.PHONE));

    assertThat(tab.of("bob").look()).isEqualTo("choose");
  }

  @Test
  void afterAChangeOfTheSettings() {
    Tab tab = scene.choosing().with(Samples.settings().within(30).build());
    duo.preauths().soon(FakeDuo.challenge(FakeDuo.TABLET));

    assertThat(tab.press("push", "DP1")).isEqualTo("choose");
    assertThat(tab.offer().known()).containsExactly(FakeDuo.TABLET);
    assertThat(duo.preauths().count()).isEqualTo(2);
    assertThat(duo.auths().count()).isZero();
  }

  @Test
  void afterAChangeOfTheSettingsWithoutASecondPushByItself() {
    Tab tab = scene.pushed().with(Samples.settings().pushing().build());
    duo.statuses().answer(FakeDuo.refused(Refusal.DENIED));
    duo.preauths().soon(FakeDuo.challenge(FakeDuo.PHONE));

    assertThat(tab.look()).isEqualTo("choose");
    assertThat(duo.contacts()).hasSize(1);
  }
}
