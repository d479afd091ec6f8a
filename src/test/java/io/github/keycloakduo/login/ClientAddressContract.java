package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.testkit.DuoSettings;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules for each client address, behind a reverse proxy that Keycloak trusts. */
abstract class ClientAddressContract {
  private static final String HOME = "203.0.113.7";
  private static final String ELSEWHERE = "203.0.113.8";
  private static final Map<String, String> GRACE = DuoSettings.grace(5);

  private final DuoSimulator duo;

  ClientAddressContract(DuoSimulator duo) {
    this.duo = duo;
  }

  /** A new realm of the server, without users. */
  abstract TestRealm newRealm();

  @BeforeEach
  void enrolAlice() {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH).passcode("123456");
  }

  @Test
  void anEarlierMfaCountsAtItsOwnAddressOnly() {
    TestRealm realm = realm();
    DuoLogin login = DuoLogin.at(realm, duo, GRACE);
    Page factor = DuoLogin.settled(from(realm, login, HOME));
    assertThat(DuoLogin.type(factor, "123456").arrived()).isTrue();

    assertThat(DuoLogin.settled(from(realm, login, ELSEWHERE)).has("#kc-duo-form")).isTrue();
    assertThat(from(realm, login, HOME).arrived()).isTrue();
    assertThat(realm.events().user("LOGIN"))
        .extracting(event -> event.ipAddress())
        .containsOnly(HOME);
  }

  /** Some proxies write the port along, and brackets around an IPv6 address. */
  @Test
  void anEarlierMfaCountsHoweverTheProxyWritesTheAddress() {
    TestRealm realm = realm();
    DuoLogin login = DuoLogin.at(realm, duo, GRACE);
    for (List<String> spellings :
        List.of(
            List.of("[2001:db8::77]:4711", "[2001:DB8:0::77]"), List.of(HOME + ":4711", HOME))) {
      duo.user("alice").passcode("123456");
      Page factor = DuoLogin.settled(from(realm, login, spellings.get(0)));
      assertThat(DuoLogin.type(factor, "123456").arrived()).isTrue();

      assertThat(spellings).allMatch(written -> from(realm, login, written).arrived());
      assertThat(DuoLogin.settled(from(realm, login, ELSEWHERE + ":4711")).has("#kc-duo-form"))
          .isTrue();
    }
  }

  @Test
  void anUnknownAddressHasNoEarlierMfa() {
    TestRealm realm = realm();
    DuoLogin login = DuoLogin.at(realm, duo, GRACE);
    Page factor = DuoLogin.settled(from(realm, login, "nobody knows"));
    assertThat(DuoLogin.type(factor, "123456").arrived()).isTrue();

    assertThat(DuoLogin.settled(from(realm, login, "nobody knows")).has("#kc-duo-form")).isTrue();
  }

  @Test
  void sessionsAreCountedForEachAddress() {
    TestRealm realm = realm();
    DuoLogin login =
        DuoLogin.at(
            realm,
            duo,
            Map.of("connection_limit.limit", "1", "whitelist.user_list.allow", "all_users"));

    assertThat(from(realm, login, HOME).arrived()).isTrue();
    assertThat(from(realm, login, ELSEWHERE).arrived()).isTrue();
    assertThat(from(realm, login, HOME).arrived()).isFalse();
    assertThat(login.refusals()).containsExactly("session_limit");
  }

  @Test
  void whoComesFromAnExemptNetworkIsNotAsked() {
    TestRealm realm = realm();
    DuoLogin login =
        DuoLogin.at(realm, duo, Map.of("network.exempt", "203.0.113.4/30##2001:db8::/32"));

    for (String exempt : List.of(HOME, "[2001:db8::77]:4711", "::ffff:203.0.113.4")) {
      assertThat(from(realm, login, exempt).arrived()).as(exempt).isTrue();
    }
    for (String other : List.of(ELSEWHERE, "2001:db9::1", "nobody knows")) {
      assertThat(DuoLogin.settled(from(realm, login, other)).has("#kc-duo-form"))
          .as(other)
          .isTrue();
    }
    assertThat(realm.events().user("LOGIN"))
        .hasSize(3)
        .allSatisfy(
            event -> assertThat(event.details()).containsEntry("duo_outcome", "exempt_network"));
  }

  @Test
  void whoComesFromANetworkThatRequiresAFactorIsAlwaysAsked() {
    TestRealm realm = realm();
    Map<String, String> options = new HashMap<>(GRACE);
    options.putAll(
        Map.of(
            "network.require", HOME,
            "network.exempt", "203.0.113.0/24",
            "whitelist.user_list.allow", "no_user",
            "whitelist.user_list.except", "bob"));
    DuoLogin login = DuoLogin.at(realm, duo, options);
    TestUser bob = realm.users().create("bob");
    duo.user("bob").phone("DP2", "Phone", Capability.PUSH);

    for (int again = 0; again < 2; again++) {
      duo.user("alice").passcode("12345" + again);
      Page factor = DuoLogin.settled(from(realm, login, HOME));
      assertThat(DuoLogin.type(factor, "12345" + again).arrived()).isTrue();
    }
    for (String required : List.of(HOME, "nobody knows")) {
      Page page = login.password(realm.browser().withHeader("X-Forwarded-For", required), bob);
      assertThat(DuoLogin.settled(page).has("#kc-duo-form")).as(required).isTrue();
    }
    assertThat(from(realm, login, ELSEWHERE).arrived()).isTrue();
  }

  private TestRealm realm() {
    TestRealm realm = newRealm();
    // The addresses are not private ones, for which Keycloak would do without HTTPS.
    realm.change(Map.of("sslRequired", "none"));
    return realm;
  }

  private static Page from(TestRealm realm, DuoLogin login, String address) {
    return login.password(realm.browser().withHeader("X-Forwarded-For", address));
  }
}
