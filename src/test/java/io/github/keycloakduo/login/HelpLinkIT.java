package io.github.keycloakduo.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.simulator.Capability;
import io.github.keycloakduo.simulator.DuoSimulator;
import io.github.keycloakduo.simulator.UserStatus;
import io.github.keycloakduo.testkit.KeycloakExtension;
import io.github.keycloakduo.testkit.browser.Page;
import io.github.keycloakduo.testkit.realm.TestRealm;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The administrator's help on the pages that end or block a login. */
@ExtendWith(KeycloakExtension.class)
class HelpLinkIT {
  private static final Map<String, String> HELP =
      Map.of("help.url", "https://help.example/mfa?a=1&b=2", "help.text", "${myHelp}");

  @Test
  void standsWhereDuoRefusesAndWhereTheConfigurationIsWrong(TestRealm realm, DuoSimulator duo) {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH).status(UserStatus.LOCKED_OUT);
    realm.change(Map.of("internationalizationEnabled", true));
    realm.admin().post("/localization/en", Map.of("myHelp", "Ask <b>us</b>"));
    DuoLogin login = DuoLogin.at(realm, duo, HELP);

    Page denied = login.password();
    assertThat(PromptLogin.outcome(denied)).isEqualTo("duo_denied");
    assertHelp(denied);

    login.step().change(Map.of("duo.timeout", "sixty"));
    Page wrong = login.password(realm.browser());
    assertThat(PromptLogin.outcome(wrong)).isEqualTo("config_error");
    assertHelp(wrong);
  }

  @Test
  void standsOnTheFactorPageOnceItShowsAnError(TestRealm realm, DuoSimulator duo) {
    duo.user("alice").phone("DP1", "Phone", Capability.PUSH).passcode("123456");
    DuoLogin login =
        DuoLogin.at(realm, duo, Map.of("help.url", "https://help.example/mfa?a=1&b=2"));

    Page factor = login.password();
    assertThat(factor.has("#duo-help")).isFalse();
    Page wrong = DuoLogin.type(factor, "000000");

    assertThat(wrong.element("a#duo-help").text()).startsWith("Get help");
    assertThat(DuoLogin.type(wrong, "123456").arrived()).isTrue();
  }

  private static void assertHelp(Page page) {
    assertThat(page.element("a#duo-help").attr("href")).isEqualTo(HELP.get("help.url"));
    assertThat(page.element("a#duo-help").text()).startsWith("Ask <b>us</b>");
    assertThat(page.element("a#duo-help").attr("rel")).contains("noopener");
  }
}
