package io.github.keycloakduo.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** One user alone cannot use up what Duo takes from all users (D22). */
class LoginRateLimitTest {
  private final Scenario scene = new Scenario();
  private final FakeDuo duo = scene.duo();

  @Test
  void refusesOneLoginMoreThanTheLimitWithinAMinute() {
    logIn("alice", LoginRateLimit.LIMIT);

    Tab next = scene.tab("one more", Samples.settings().failing(Samples.OPEN));
    assertThat(next.look()).isEqualTo("stop: rate_limited");
    assertThat(next.details().detail()).contains("Duo was not asked", "120 logins");
    assertThat(duo.calls()).isEqualTo(LoginRateLimit.LIMIT);
  }

  @Test
  void refusesNobodyElse() {
    logIn("alice", LoginRateLimit.LIMIT + 1);

    assertThat(scene.choosing("1", Samples.settings(), "bob", FakeDuo.PHONE).offer().isEmpty())
        .isFalse();
  }

  @Test
  void givesEachPlaceBackAfterAMinute() {
    logIn("alice", LoginRateLimit.LIMIT - 1);
    scene.pass(30);
    logIn("alice", 1);
    scene.pass(29);
    assertThat(scene.tab("1", Samples.settings()).look()).isEqualTo("stop: rate_limited");

    scene.pass(1);
    logIn("alice", LoginRateLimit.LIMIT - 1);
    assertThat(scene.tab("2", Samples.settings()).look()).isEqualTo("stop: rate_limited");
  }

  @Test
  void countsByTheNameAtDuoAndNotByTheUser() {
    logIn("alice", LoginRateLimit.LIMIT);

    assertThat(scene.tab("1", Samples.settings()).of("admin").atDuo("Alice").look())
        .isEqualTo("stop: rate_limited");
    assertThat(scene.tab("2", Samples.settings()).atDuo("al").look()).isEqualTo("wait");
  }

  private void logIn(String user, int times) {
    for (int login = 0; login < times; login++) {
      duo.preauths().soon(FakeDuo.challenge(FakeDuo.PHONE));
      scene.tab(user + login, Samples.settings()).of(user).look();
    }
  }
}
