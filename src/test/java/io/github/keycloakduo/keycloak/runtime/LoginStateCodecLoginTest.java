package io.github.keycloakduo.keycloak.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.authentication.LoginProgress;
import io.github.keycloakduo.authentication.LoginProgress.Where;
import io.github.keycloakduo.authentication.OutcomeDetails;
import io.github.keycloakduo.authentication.Progress;
import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Outcome;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LoginStateCodecLoginTest {

  static Stream<Where> places() {
    OutcomeDetails approved =
        new OutcomeDetails(
            Outcome.APPROVED,
            Optional.of(Factor.PUSH),
            Optional.of("TX1"),
            Optional.of("DP1"),
            Optional.empty(),
            "");
    DuoUsername identity = new DuoUsername("al");
    return Stream.of(
        new Where.AtTheDoor(),
        new Where.WithDuo(identity, Progress.fresh("u1", "f")),
        new Where.AtQuestions(approved, Optional.of(identity)),
        new Where.AtQuestions(OutcomeDetails.of(Outcome.EXEMPT_USER, "listed"), Optional.empty()),
        new Where.Refused(Outcome.SESSION_LIMIT));
  }

  @ParameterizedTest
  @MethodSource("places")
  void comesBackAsItWasStored(Where where) {
    LoginProgress stored = new LoginProgress("u1", "f", true, where);

    assertThat(LoginStateCodec.read(LoginStateCodec.write(stored), LoginProgress.class))
        .contains(stored);
  }

  /** Otherwise an outage could let in whoever has started a factor. */
  @Test
  void isUnreadableWithoutTheWordWhetherAFactorWasStarted() {
    String text = LoginStateCodec.write(new LoginProgress("u1", "f", true, new Where.AtTheDoor()));

    assertThat(text).contains("\"factorStarted\":true,");
    assertThat(
            LoginStateCodec.read(text.replace("\"factorStarted\":true,", ""), LoginProgress.class))
        .isEmpty();
  }

  @Test
  void isUnreadableAtAPlaceNobodyKnows() {
    assertThat(
            LoginStateCodec.read(
                "{\"userId\":\"u1\",\"settings\":\"f\",\"factorStarted\":false,"
                    + "\"where\":{\"is\":\"inside\"}}",
                LoginProgress.class))
        .isEmpty();
  }
}
