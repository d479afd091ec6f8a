package io.github.keycloakduo.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.authentication.LoginResult;
import io.github.keycloakduo.authentication.LoginState;
import io.github.keycloakduo.authentication.UserAction;
import io.github.keycloakduo.mfa.Device;
import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Secret;
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
    assertThat(parameters("", "").submission(required(false, Factor.PUSH)))
        .contains(submit("", "push", "DP1"));
  }

  @Test
  void withoutAWordNothingIsSentWhereAPushCannotBe() {
    assertThat(parameters("", "").submission(required(false, Factor.PASSCODE))).isEmpty();
    assertThat(parameters("", "").submission(required(true, Factor.PUSH, Factor.SMS))).isEmpty();
  }

  /** The call that led to the question is repeated as a whole, its factor included. */
  @ParameterizedTest
  @ValueSource(strings = {"", "passcode", "sms", "push", "phone", " sms "})
  void aCodeIsCheckedWhateverFactorIsNamedBesideIt(String factor) {
    assertThat(parameters("123456", factor).submission(required(true, Factor.SMS)))
        .contains(submit("123456", "", "DP1"));
  }

  @Test
  void aNamedFactorIsTakenWithoutACode() {
    assertThat(parameters("", "sms").submission(required(false, Factor.SMS)))
        .contains(submit("", "sms", "DP1"));
    assertThat(parameters("", "passcode").submission(required(false, Factor.PASSCODE))).isEmpty();
  }

  @Test
  void anUnknownFactorIsNotForgottenBecauseOfACode() {
    assertThat(parameters("123456", "pigeon").submission(required(false, Factor.PASSCODE)))
        .contains(submit("", "pigeon", "DP1"));
  }

  @Test
  void onlyAFactorOnADeviceContactsOne() {
    LoginResult.FactorRequired all = required(false, Factor.PUSH, Factor.SMS, Factor.PASSCODE);

    assertThat(DirectGrantParameters.contactsDevice(submit("", "push", ""), all)).isTrue();
    assertThat(DirectGrantParameters.isPush(submit("", "push", ""), all)).isTrue();
    assertThat(DirectGrantParameters.isPush(submit("push", "", ""), all)).isTrue();
    assertThat(DirectGrantParameters.contactsDevice(submit("", "sms", ""), all)).isTrue();
    assertThat(DirectGrantParameters.isPush(submit("", "sms", ""), all)).isFalse();
    assertThat(DirectGrantParameters.contactsDevice(submit("123456", "", ""), all)).isFalse();
    assertThat(DirectGrantParameters.isPush(submit("123456", "", ""), all)).isFalse();
  }

  @Test
  void neverShowsTheCodeOrAnAnswer() {
    DirectGrantParameters parameters =
        new DirectGrantParameters(new Secret("123456"), "push", "", Map.of("ticket", "4711"), true);

    assertThat(parameters.toString()).contains("push", "ticket").doesNotContain("123456", "4711");
  }

  private static UserAction.SubmitFactor submit(String passcode, String factor, String device) {
    return new UserAction.SubmitFactor(new Secret(passcode), factor, device);
  }

  private static DirectGrantParameters parameters(String otp, String factor) {
    return new DirectGrantParameters(new Secret(otp), factor, "DP1", Map.of(), true);
  }

  private static LoginResult.FactorRequired required(boolean smsSent, Factor... factors) {
    return new LoginResult.FactorRequired(
        LoginState.notStarted("u1", "config"),
        Optional.of(new DuoUsername("al")),
        new FactorOffer(List.of(factors), List.of(PHONE)),
        smsSent,
        Optional.empty(),
        Optional.empty());
  }
}
