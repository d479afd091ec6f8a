package io.github.keycloakduo.keycloak.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.reflect.Proxy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.keycloak.authentication.AuthenticationFlowException;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.AuthenticationFlowModel;

/** The end of a flow in which our step let somebody in without a factor. */
class AmrCorrectingAuthenticatorTest {
  private final FakeLogin login = new FakeLogin();

  @BeforeEach
  void keycloakTakesEveryStepForAFactor() {
    login.user.put("authenticators-completed", "{\"password\":10,\"duo\":10}");
    login.user.put("loa-map", "{\"1\":10,\"2\":10}");
    login.auth.put("loa-map", "{\"1\":10,\"2\":10}");
    login.auth.put("level-of-authentication", "2");
    login.client.put("requested-level-of-authentication", "2");
  }

  @Test
  void changesNothingAfterAFactor() {
    end();

    assertThat(login.user)
        .containsEntry("authenticators-completed", "{\"password\":10,\"duo\":10}");
    assertThat(login.auth).containsEntry("level-of-authentication", "2");
  }

  @Test
  void takesBackTheStepAndTheLevel() {
    AmrCorrections.put(login.model(), "duo", new AmrCorrection(null, 1));

    end();

    assertThat(login.user)
        .containsEntry("authenticators-completed", "{\"password\":10}")
        .containsEntry("loa-map", "{\"1\":10}");
    assertThat(login.auth)
        .containsEntry("loa-map", "{\"1\":10}")
        .containsEntry("level-of-authentication", "1");
  }

  @Test
  void leavesTheLevelAloneWhereTheStepRaisesNone() {
    AmrCorrections.put(login.model(), "duo", new AmrCorrection(3, null));

    end();

    assertThat(login.user)
        .containsEntry("authenticators-completed", "{\"duo\":3,\"password\":10}")
        .containsEntry("loa-map", "{\"1\":10,\"2\":10}");
    assertThat(login.auth).containsEntry("level-of-authentication", "2");
  }

  @Test
  void endsTheLoginIfTheClientInsistsOnTheLevel() {
    login.client.put("force-level-of-authentication", "true");
    AmrCorrections.put(login.model(), "duo", new AmrCorrection(null, 1));

    assertThatExceptionOfType(AuthenticationFlowException.class)
        .isThrownBy(this::end)
        .satisfies(
            refused -> assertThat(refused.getUserErrorMessage()).isEqualTo("acrNotFulfilled"));
  }

  @Test
  void correctsEachPassageOnce() {
    AmrCorrections.put(login.model(), "duo", new AmrCorrection(null, null));
    end();
    login.user.put("authenticators-completed", "{\"duo\":20}");

    end();

    assertThat(login.user).containsEntry("authenticators-completed", "{\"duo\":20}");
  }

  @Test
  void correctsTwoStepsOfOneFlow() {
    AmrCorrections.put(login.model(), "duo", new AmrCorrection(null, 1));
    AmrCorrections.put(login.model(), "password", new AmrCorrection(4, 0));

    end();

    assertThat(login.user)
        .containsEntry("authenticators-completed", "{\"password\":4}")
        .containsEntry("loa-map", "{}");
    assertThat(login.auth).containsEntry("level-of-authentication", "0");
  }

  @Test
  void letsNobodyInIfItCannotReadWhatToCorrect() {
    login.auth.put("duo.corrections", "[]");

    assertThatIllegalStateException().isThrownBy(this::end);
  }

  private void end() {
    Authenticator step =
        (Authenticator)
            Proxy.newProxyInstance(
                AmrCorrectingAuthenticatorTest.class.getClassLoader(),
                new Class<?>[] {Authenticator.class},
                (proxy, method, arguments) -> null);
    new AmrCorrectingAuthenticator(step, login.session())
        .onTopFlowSuccess(new AuthenticationFlowModel());
  }
}
