package io.github.keycloakduo.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.FactorAnswer.Refusal;
import io.github.keycloakduo.mfa.Secret;
import io.github.keycloakduo.settings.DuoConnection;
import io.github.keycloakduo.settings.DuoIntegration;
import io.github.keycloakduo.settings.DuoMfaSettings;
import io.github.keycloakduo.settings.HostAndPort;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two users of Keycloak whom Duo takes for one: there is one phone, and one set of passcodes. */
class SharedDuoNameTest {
  private final Scenario scene = new Scenario();
  private final FakeDuo duo = scene.duo();

  @Test
  void sharesThePushLimit() {
    Samples one = Samples.settings().limited(1);
    Tab alice = scene.pushed(one);
    duo.statuses().answer(FakeDuo.refused(Refusal.DENIED));
    alice.look();

    Tab admin = choosing("admin-alice", "ALICE", one).at(scene.there());
    assertThat(admin.press("push")).isEqualTo("choose after push_limit");
    assertThat(choosing("bob", "bob", one).press("push")).isEqualTo("wait");
  }

  @Test
  void sharesTheWrongPasscodes() {
    for (int i = 0; i < PasscodeAttempts.LIMIT; i++) {
      String user = i % 2 == 0 ? "alice" : "admin-alice";
      duo.auths().soon(FakeDuo.refused(Refusal.DENIED));
      choosing(user, "alice", Samples.settings()).type("000000");
    }

    assertThat(choosing("alice", "alice", Samples.settings()).type("123456"))
        .contains("TOO_MANY_PASSCODES");
    assertThat(choosing("admin-alice", "Alice", Samples.settings()).type("123456"))
        .contains("TOO_MANY_PASSCODES");
    assertThat(duo.auths().count()).isEqualTo(PasscodeAttempts.LIMIT);
  }

  @Test
  void isOneAccountOfOneApplicationAtOneHost() {
    DuoMfaSettings settings = Samples.settings().build();
    DuoUsername alice = new DuoUsername("alice");
    String account = settings.accountKey(alice);

    assertThat(Samples.settings().within(5).build().accountKey(new DuoUsername("Alice")))
        .isEqualTo(account);
    assertThat(settings.accountKey(new DuoUsername("alicf"))).isNotEqualTo(account);
    assertThat(at(settings, "duo2.test", "DI").accountKey(alice)).isNotEqualTo(account);
    assertThat(at(settings, "duo.test", "DJ").accountKey(alice)).isNotEqualTo(account);
    assertThat(at(settings, "duo.test", "DI").accountKey(alice)).isEqualTo(account);
  }

  private static DuoMfaSettings at(DuoMfaSettings settings, String host, String ikey) {
    return new DuoMfaSettings(
        new DuoIntegration(ikey, new Secret("another key")),
        new DuoConnection(new HostAndPort(host, 443), Optional.empty(), Optional.empty()),
        settings.timeout(),
        settings.failMode(),
        settings.factors(),
        settings.autopush(),
        settings.pushInfo(),
        settings.pushLimit(),
        settings.unenrolled(),
        settings.prompt(),
        settings.help(),
        settings.exemptions(),
        settings.network(),
        settings.mapping(),
        settings.grace(),
        settings.sessionLimit(),
        settings.directory(),
        settings.questions(),
        settings.gateway(),
        settings.logLevel(),
        settings.shared(),
        settings.fingerprint());
  }

  private Tab choosing(String user, String duoName, Samples settings) {
    Tab tab = scene.tab("of " + user, settings).of(user).atDuo(duoName);
    duo.preauths().soon(FakeDuo.challenge(FakeDuo.PHONE));
    tab.look();
    return tab;
  }
}
