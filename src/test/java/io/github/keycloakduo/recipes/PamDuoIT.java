package io.github.keycloakduo.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import io.github.keycloakduo.testkit.server.NeedsPrograms;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins by SSH at a real server, for every kind of text that people type as their password. */
@ExtendWith(KeycloakExtension.class)
@NeedsPrograms({"sh", "curl", "jq"})
class PamDuoIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String YUBIKEY = "cccccccbcjdifctrndncchkftchjlnbhvhtugdljibej";

  private final DuoSimulator duo;
  private final Path work;

  PamDuoIT(DuoSimulator duo, @TempDir Path work) {
    this.duo = duo;
    this.work = work;
  }

  @AfterEach
  void repair() {
    duo.resume();
  }

  @Test
  void aPasswordWithACommaIsAPassword(TestRealm realm) throws Exception {
    TestUser alice = alice(realm, "Winter,202612!");

    Process login = pam(realm, alice.password());
    approve();

    assertIn(login);
    assertThat(counted(realm)).isZero();
    assertThat(factors()).containsExactly("push");
  }

  @Test
  void aPasswordThatEndsLikeAPasscodeIsTriedAsAWholeFirst(TestRealm realm) throws Exception {
    TestUser alice = alice(realm, "Winter,202612");

    Process login = pam(realm, alice.password());
    approve();

    assertIn(login);
    assertThat(counted(realm)).isZero();
    assertThat(factors()).containsExactly("push");
  }

  @ParameterizedTest
  @CsvSource({"push, push", "PUSH1, push", "phone1, phone"})
  void aWordBehindThePasswordChoosesTheFactor(String word, String factor, TestRealm realm)
      throws Exception {
    TestUser alice = alice(realm, "the-password");

    Process login = pam(realm, alice.password() + "," + word);
    approve();

    assertIn(login);
    assertThat(factors()).containsExactly(factor);
    assertThat(realm.bruteForce().failures(alice)).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"123456", YUBIKEY})
  void aPasscodeBehindThePasswordLetsIn(String passcode, TestRealm realm) throws Exception {
    TestUser alice = alice(realm, "the,password");
    duo.user("alice").passcode(passcode);

    assertIn(pam(realm, alice.password() + "," + passcode));

    // The whole was no password, and rang nothing.
    assertThat(factors()).containsExactly("passcode");
    assertThat(realm.bruteForce().failures(alice)).isZero();
  }

  @Test
  void aTextMessageTakesTwoLogins(TestRealm realm) throws Exception {
    TestUser alice = alice(realm, "the-password");

    RecipeScripts.Run sent = RecipeScripts.finished(pam(realm, alice.password() + ",sms"));
    assertThat(sent.status()).isEqualTo(7);
    assertThat(sent.out()).contains("text message");
    assertIn(pam(realm, alice.password() + "," + duo.user("alice").smsCodes().get(0)));

    assertThat(factors()).containsExactly("sms", "passcode");
    assertThat(realm.bruteForce().failures(alice)).isZero();
  }

  /** Keycloak would lock for a minute after two failures within a second. */
  @Test
  void aMistypedPasswordBeforeAPasscodeLocksNobody(TestRealm realm) throws Exception {
    TestUser alice = alice(realm, "the-password");
    duo.user("alice").passcode("123456");
    realm.change(Map.of("quickLoginCheckMilliSeconds", 1000, "failureFactor", 30));

    RecipeScripts.Run wrong = RecipeScripts.finished(pam(realm, "mistyped,123456"));

    assertThat(wrong.status()).isEqualTo(7);
    assertThat(realm.bruteForce().counts(alice, 2)).isFalse();
    assertThat(duo.requests().count(Endpoint.AUTH)).isZero();
    realm.bruteForce().passesQuickLoginCheck(alice, Duration.ofSeconds(1));
    assertIn(pam(realm, "the-password,123456"));
  }

  @Test
  void aDeniedPushIsARefusalAndNoOtherReadingIsTried(TestRealm realm) throws Exception {
    TestUser alice = alice(realm, "Winter,202612");

    Process login = pam(realm, alice.password());
    duo.pushes().awaitPending("alice", SOON);
    duo.pushes().deny("alice");
    RecipeScripts.Run run = RecipeScripts.finished(login);

    assertThat(run.status()).isEqualTo(7);
    assertThat(run.out()).contains("denied");
    assertThat(realm.bruteForce().failures(alice)).isZero();
  }

  @Test
  void noSecondPushIsSentBesideAnOpenOne(TestRealm realm) throws Exception {
    TestUser alice = alice(realm, "the-password");
    Process first = pam(realm, alice.password());
    duo.pushes().awaitPending("alice", SOON);

    RecipeScripts.Run second =
        RecipeScripts.finished(scripts(realm).pam("alice", alice.password(), "203.0.113.5"));

    assertThat(second.status()).isEqualTo(7);
    assertThat(second.out()).contains("another sign-in is open");
    assertThat(factors()).containsExactly("push");
    duo.pushes().approve("alice");
    assertIn(first);
  }

  @Test
  void anOutageIsNoRefusal(TestRealm realm) throws Exception {
    TestUser alice = alice(realm, "the-password");
    duo.stopListening();

    RecipeScripts.Run run = RecipeScripts.finished(pam(realm, alice.password()));

    assertThat(run.status()).as(run.toString()).isEqualTo(9);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cafe.de"})
  void aHostNameIsNoAddress(String host, TestRealm realm) throws Exception {
    TestUser alice = alice(realm, "the-password");
    duo.user("alice").passcode("123456");

    assertIn(scripts(realm).pam("alice", alice.password() + ",123456", host));

    assertThat(duo.requests().last(Endpoint.AUTH).params()).doesNotContainKey("ipaddr");
  }

  @ParameterizedTest
  @CsvSource({
    "198.51.100.9, 198.51.100.9",
    "[2001:db8::77]:4711, 2001:db8::77",
  })
  void anAddressReachesDuo(String from, String told, TestRealm realm) throws Exception {
    TestUser alice = alice(realm, "the-password");
    duo.user("alice").passcode("123456");

    assertIn(scripts(realm).pam("alice", alice.password() + ",123456", from));

    assertThat(duo.requests().last(Endpoint.AUTH).params().get("ipaddr"))
        .isIn(told, "2001:db8:0:0:0:0:0:77");
  }

  private TestUser alice(TestRealm realm, String password) {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH, Capability.PHONE, Capability.SMS);
    Map<String, String> config = new HashMap<>(DuoSettings.of(duo));
    config.put("duo.factors", "push##passcode##sms##phone");
    config.put("gateway.clients", "gateway");
    realm.withDirectGrantStep("duo-mfa-direct-grant", config);
    realm.gateway("gateway");
    realm.bruteForce().lockAfter(30);
    return realm.users().setPassword(realm.users().create("alice"), password);
  }

  private RecipeScripts scripts(TestRealm realm) {
    return RecipeScripts.of(realm.app().realmUrl(), "secret of gateway", work);
  }

  private Process pam(TestRealm realm, String typed) throws IOException {
    return scripts(realm).pam("alice", typed);
  }

  private void approve() {
    duo.pushes().awaitPending("alice", SOON);
    duo.pushes().approve("alice");
  }

  private List<String> factors() {
    return duo.requests().all(Endpoint.AUTH).stream()
        .map(request -> request.params().get("factor"))
        .toList();
  }

  private static long counted(TestRealm realm) {
    return realm.events().user("LOGIN_ERROR").size();
  }

  private static void assertIn(Process login) throws IOException, InterruptedException {
    RecipeScripts.Run run = RecipeScripts.finished(login);
    assertThat(run.status()).as(run.toString()).isZero();
    assertThat(run.out()).isEmpty();
  }
}
