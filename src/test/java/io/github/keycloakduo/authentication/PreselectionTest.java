package io.github.keycloakduo.authentication;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.Device;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.FactorAnswer.Refusal;
import io.github.keycloakduo.mfa.Secret;
import io.github.keycloakduo.policy.FactorOffer;
import io.github.keycloakduo.policy.Preselection;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What stands first on the factor page, and what stays selected. */
class PreselectionTest {
  private static final Preselection CALL_TO_PHONE =
      new Preselection(Optional.of(Factor.PHONE), Optional.of(FakeDuo.PHONE.id()));
  private static final Samples ALL =
      Samples.settings().offering(Factor.PUSH, Factor.PHONE, Factor.PASSCODE);

  private final Scenario scene = new Scenario();
  private final FakeDuo duo = scene.duo();

  private Tab choosing(Samples settings, Preselection remembered) {
    Tab tab = scene.tab("1", settings).remembering(remembered);
    duo.preauths().soon(FakeDuo.challenge(FakeDuo.TABLET, FakeDuo.PHONE));
    tab.look();
    return tab;
  }

  private static FactorOffer offer(Tab tab) {
    return tab.last().factorRequired().orElseThrow().offer();
  }

  @Test
  void whatWorkedLastComesFirstAndIsWhatAnEmptyFieldMeans() {
    Tab tab = choosing(ALL, CALL_TO_PHONE);
    assertThat(offer(tab).factors()).startsWith(Factor.PHONE, Factor.PUSH);
    assertThat(offer(tab).selectedDevice()).contains(FakeDuo.PHONE);

    duo.auths().soon(FakeDuo.started("tx"));
    assertThat(tab.type("")).isEqualTo("wait");

    assertThat(duo.contacts()).extracting(c -> c.factor()).containsExactly(Factor.PHONE);
  }

  @Test
  void theOrderStaysForTheWholeLogin() {
    Tab tab = choosing(ALL, CALL_TO_PHONE);
    duo.auths().soon(FakeDuo.refused(Refusal.DENIED));
    tab.remembering(Preselection.NONE).type("000000");

    assertThat(offer(tab).factors()).startsWith(Factor.PHONE);
  }

  /** An administrator's choice of what rings by itself is not a browser's. */
  @Test
  void whatStartsByItselfIsTheFirstConfiguredFactorOnTheDeviceThatWorkedLast() {
    Tab tab = scene.tab("1", ALL.pushing()).remembering(CALL_TO_PHONE);
    duo.preauths().soon(FakeDuo.challenge(FakeDuo.TABLET, FakeDuo.PHONE));
    duo.auths().soon(FakeDuo.started("tx"));

    assertThat(tab.look()).isEqualTo("wait");

    assertThat(duo.contacts()).extracting(c -> c.factor()).containsExactly(Factor.PUSH);
    assertThat(duo.contacts()).extracting(c -> c.device()).containsExactly(FakeDuo.PHONE.id());
  }

  @Test
  void aChosenDeviceStaysSelectedAfterAnErrorThatHasNothingToDoWithIt() {
    Tab tab = choosing(ALL, Preselection.NONE);
    assertThat(offer(tab).selectedDevice()).map(Device::id).contains("DP2");
    duo.auths().soon(FakeDuo.refused(Refusal.DENIED));

    tab.on(new UserAction.SubmitFactor(new Secret("000000"), "", FakeDuo.PHONE.id()));

    assertThat(offer(tab).selectedDevice()).contains(FakeDuo.PHONE);
  }

  @Test
  void aDeviceThatCannotDoItStaysSelectedToo() {
    Tab tab = choosing(ALL, CALL_TO_PHONE);

    assertThat(tab.press("phone", FakeDuo.TABLET.id())).contains("(OTHER_DEVICE)");

    assertThat(offer(tab).selectedDevice()).contains(FakeDuo.TABLET);
    assertThat(tab.press("phone", "unknown")).contains("no_capable_device");
    assertThat(offer(tab).selectedDevice()).contains(FakeDuo.TABLET);
  }

  @Test
  void aTypedDeviceStaysSelected() {
    Tab tab = choosing(ALL, Preselection.NONE);

    assertThat(tab.type("phone1")).contains("(OTHER_DEVICE)");
    assertThat(offer(tab).selectedDevice()).contains(FakeDuo.TABLET);
    duo.auths().soon(FakeDuo.started("tx"));
    assertThat(tab.type("phone2")).isEqualTo("wait");
    tab.cancel();

    assertThat(offer(tab).selectedDevice()).contains(FakeDuo.PHONE);
  }
}
