package io.github.keycloakduo.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.authentication.Progress;
import io.github.keycloakduo.authentication.Reaction;
import io.github.keycloakduo.authentication.UserAction;
import io.github.keycloakduo.mfa.Device;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.policy.FactorOffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectGrantParametersTest {
  private static final Device PHONE = new Device("DP1", "Phone", Set.of(Factor.PUSH, Factor.SMS));

  @Test
  void withoutAWordItIsAPush() {
    assertThat(wishes("", "").at(ask(false, Factor.PUSH)))
        .contains(new UserAction.Submit("", "push", "DP1"));
  }

  @Test
  void withoutAWordNothingIsSentWhereAPushCannotBe() {
    assertThat(wishes("", "").at(ask(false, Factor.PASSCODE))).isEmpty();
    assertThat(wishes("", "").at(ask(true, Factor.PUSH, Factor.SMS))).isEmpty();
  }

  /** The call that led to the question is repeated as a whole, its factor included. */
  @ParameterizedTest
  @ValueSource(strings = {"", "passcode", "sms", "push", "phone", " sms "})
  void aCodeIsCheckedWhateverFactorIsNamedBesideIt(String factor) {
    assertThat(wishes("123456", factor).at(ask(true, Factor.SMS)))
        .contains(new UserAction.Submit("123456", "", "DP1"));
  }

  @Test
  void aNamedFactorIsTakenWithoutACode() {
    assertThat(wishes("", "sms").at(ask(false, Factor.SMS)))
        .contains(new UserAction.Submit("", "sms", "DP1"));
    assertThat(wishes("", "passcode").at(ask(false, Factor.PASSCODE))).isEmpty();
  }

  @Test
  void anUnknownFactorIsNotForgottenBecauseOfACode() {
    assertThat(wishes("123456", "pigeon").at(ask(false, Factor.PASSCODE)))
        .contains(new UserAction.Submit("", "pigeon", "DP1"));
  }

  @Test
  void neverShowsTheCodeOrAnAnswer() {
    DirectGrantParameters wishes =
        new DirectGrantParameters("123456", "push", "", Map.of("ticket", "4711"));

    assertThat(wishes.toString()).contains("push", "ticket").doesNotContain("123456", "4711");
  }

  private static DirectGrantParameters wishes(String otp, String factor) {
    return new DirectGrantParameters(otp, factor, "DP1", Map.of());
  }

  private static Reaction.AskFactor ask(boolean smsSent, Factor... factors) {
    return new Reaction.AskFactor(
        Progress.fresh("u1", "settings"),
        new FactorOffer(List.of(factors), List.of(PHONE)),
        smsSent,
        Optional.empty(),
        Optional.empty());
  }
}
