package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoError;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.Endpoint;
import io.github.keycloakduo.simulator.Fault;
import io.github.keycloakduo.simulator.UserStatus;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.realm.TestRealm;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What Duo does not know any more, refuses and says in its own words. */
@ExtendWith(KeycloakExtension.class)
class DuoChangesIT {
  private final DuoSimulator duo;

  DuoChangesIT(DuoSimulator duo) {
    this.duo = duo;
  }

  @Test
  void aDeviceThatIsGoneBringsANewOffer(TestRealm realm) {
    duo.user("alice")
        .phone("DP1", "Phone", Capability.PUSH)
        .phone("DP2", "Tablet", Capability.PUSH, Capability.PHONE)
        .passcode("123456");
    DuoLogin login = DuoLogin.at(realm, duo, Map.of("duo.factors", "push##phone##passcode"));
    Page factors = login.password();
    duo.user("alice").removeDevice("DP1");

    Page again =
        DuoLogin.settled(
            factors.form("#kc-duo-form").with("device", "DP1").press("#duo-factor-push").submit());

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.element("#input-error-passcode").text())
        .startsWith("Your Duo devices have changed.");
    assertThat(again.has("option[value=DP1]")).isFalse();
    Page end = DuoLogin.settled(again.form("#kc-duo-form").with("passcode", "123456").submit());
    assertThat(end.arrived()).as(end.toString()).isTrue();
    assertThat(duo.pushes().pending()).isEmpty();
  }

  @Test
  void theOnlyDeviceThatIsGoneIsNoOutage(TestRealm realm) {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH);
    DuoLogin login = DuoLogin.at(realm, duo, Map.of("duo.factors", "push"));
    Page factors = login.password();
    duo.user("alice").removeDevice("DP1");

    Page end = DuoLogin.settled(factors.form("#kc-duo-form").press("#kc-login").submit());

    assertThat(end.status()).isEqualTo(403);
    assertThat(end.element("#duo-outcome").attr("data-outcome")).isEqualTo("no_capable_device");
    assertThat(login.refusals()).containsExactly("no_capable_device");
  }

  @Test
  void theParameterThatDuoRefusesIsInTheReason(TestRealm realm) {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH);
    DuoLogin login = DuoLogin.at(realm, duo, Map.of());
    duo.faults().on(Endpoint.PREAUTH).always(Fault.error(DuoError.INVALID_PARAMETERS, "ipaddr"));

    Page end = login.password();

    assertThat(end.status()).isEqualTo(503);
    assertThat(realm.events().user("LOGIN_ERROR").get(0).details().get("reason"))
        .contains("HTTP 400", "40002", "ipaddr");
  }

  @Test
  void duosWordsStandBelowOursWhereDuoRefusesTheUser(TestRealm realm) {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH).status(UserStatus.LOCKED_OUT);
    DuoLogin login = DuoLogin.at(realm, duo, Map.of());

    Page end = DuoLogin.settled(login.password());

    assertThat(end.element("#duo-words").text())
        .startsWith("Your account is disabled and cannot access this application.");
    Page again = visitedAgain(end);
    assertThat(again.element("#duo-words").text()).startsWith("Your account is disabled");
  }

  @Test
  void duosWordsArePlainTextOfOneLineWithoutANumber(TestRealm realm) {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH).passcode("123456");
    DuoLogin login = DuoLogin.at(realm, duo, Map.of());
    Page factors = login.password();
    String said = "<b>No</b>\ncall +1 734 555 2342 " + "x".repeat(500);
    duo.faults().on(Endpoint.AUTH).always(Fault.field("status_msg", said));

    Page again = DuoLogin.settled(factors.form("#kc-duo-form").with("passcode", "000000").submit());

    assertThat(again.element("#duo-words").text())
        .startsWith("<b>No</b> call XXX-XXX-2342 xxx")
        .hasSizeLessThanOrEqualTo(300);
    assertThat(again.element("#input-error-passcode").text()).startsWith("This passcode");
  }

  /**
   * The page that a browser gets for the same address without the used code. Duo may answer within
   * the request of the password; the address is that of the password then, for which Keycloak
   * offers a link to the step that is on.
   */
  private static Page visitedAgain(Page page) {
    URI address = URI.create(page.url().toString().replaceAll("session_code=[^&]*&", ""));
    Page again = page.visit(address);
    return again.has("#loginContinueLink") ? again.follow("#loginContinueLink") : again;
  }
}
