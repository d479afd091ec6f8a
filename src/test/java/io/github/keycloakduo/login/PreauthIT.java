package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.simulator.Fault;
import io.github.keycloakduo.simulator.UserStatus;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.realm.TestRealm;
import io.github.keycloakduo.testkit.realm.TestUser;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What Duo says before any factor. */
@ExtendWith(KeycloakExtension.class)
class PreauthIT {

  @Test
  void letsInWhomDuoBypasses(TestRealm realm, DuoSimulator duo) {
    duo.user("alice").status(UserStatus.BYPASS);
    DuoLogin login = DuoLogin.at(realm, duo, Map.of());

    assertThat(login.password().arrived()).isTrue();

    assertThat(login.success().details())
        .containsEntry("duo_outcome", "bypass")
        .doesNotContainKey("duo_factor");
    assertThat(duo.requests().count(Endpoint.AUTH)).isZero();
  }

  @Test
  void refusesWhoIsNotEnrolledWithoutALink(TestRealm realm, DuoSimulator duo) {
    duo.user("alice").status(UserStatus.NOT_ENROLLED);
    DuoLogin login = DuoLogin.at(realm, duo, Map.of());

    Page end = login.password();

    assertThat(end.element("#duo-outcome").attr("data-outcome")).isEqualTo("not_enrolled");
    assertThat(end.has("#duo-portal")).isFalse();
    assertThat(login.refusals()).containsExactly("not_enrolled");
  }

  @Test
  void showsTheEnrolmentLinkWhenToldSo(TestRealm realm, DuoSimulator duo) {
    duo.user("alice").status(UserStatus.NOT_ENROLLED);
    DuoLogin login = DuoLogin.at(realm, duo, Map.of("duo.unenrolled", "portal"));

    assertThat(login.password().element("#duo-portal").attr("href")).startsWith("https://");
  }

  @Test
  void refusesWhomDuoHasLockedOut(TestRealm realm, DuoSimulator duo) {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH).status(UserStatus.LOCKED_OUT);
    DuoLogin login = DuoLogin.at(realm, duo, Map.of());

    Page end = login.password();

    assertThat(end.element("#duo-outcome").attr("data-outcome")).isEqualTo("duo_denied");
    assertThat(login.refusals()).containsExactly("duo_denied");
  }

  @Test
  void refusesWhoseDevicesCanDoNothingThatIsOffered(TestRealm realm, DuoSimulator duo) {
    duo.user("alice").token("DH1", "Token");
    DuoLogin login = DuoLogin.at(realm, duo, Map.of("duo.factors", "push##phone"));

    Page end = login.password();

    assertThat(end.element("#duo-outcome").attr("data-outcome")).isEqualTo("no_capable_device");
    assertThat(login.refusals()).containsExactly("no_capable_device");
  }

  @Test
  void showsTheWaitingPageWhileDuoIsSlow(TestRealm realm, DuoSimulator duo) {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH);
    duo.faults().on(Endpoint.PREAUTH).always(Fault.delay(Duration.ofSeconds(2)));
    DuoLogin login = DuoLogin.at(realm, duo, Map.of());

    Page waiting = login.password(login.browser());
    assertThat(waiting.element("#duo-waiting").attr("data-kind")).isEqualTo("contact");

    assertThat(DuoLogin.settled(waiting).has("#kc-duo-form")).isTrue();
    assertThat(duo.requests().count(Endpoint.PREAUTH)).isEqualTo(1);
  }

  /** D22: one account alone could otherwise use up what Duo takes from all. */
  @Test
  void whoLogsInTooOftenHoldsUpNobodyElse(TestRealm realm, DuoSimulator duo) {
    duo.user("alice").status(UserStatus.BYPASS);
    duo.user("bob").status(UserStatus.BYPASS);
    DuoLogin login = DuoLogin.at(realm, duo, Map.of());
    TestUser bob = realm.users().create("bob");
    // All must fit into a minute.
    realm.change(Map.of("passwordPolicy", "hashAlgorithm(pbkdf2-sha256) and hashIterations(1)"));
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<CompletableFuture<Page>> logins =
          IntStream.range(0, 200)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () -> DuoLogin.settled(login.password(realm.browser())), threads))
              .toList();

      assertThat(logins.stream().map(CompletableFuture::join))
          .filteredOn(page -> !page.arrived())
          .hasSameSizeAs(login.refusals())
          .allSatisfy(page -> assertThat(page.status()).isEqualTo(503));
    } finally {
      threads.shutdownNow();
    }

    assertThat(login.refusals()).isNotEmpty().containsOnly("rate_limited");
    assertThat(duo.requests().count(Endpoint.PREAUTH)).isEqualTo(200 - login.refusals().size());
    assertThat(DuoLogin.settled(login.password(realm.browser(), bob)).arrived()).isTrue();
  }
}
