package io.github.keycloakduo.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAssertionTest {
  private static final String AUDIENCE = "https://duo.example/oauth/v1/token";
  private static final Keys KEYS = new Keys("DIXXXXXXXXXXXXXXXXXX", "s".repeat(40));

  private final Account account =
      new Account(new World(), new Settings(), new SkewedClock(), KEYS, new PromptDesk());

  @ParameterizedTest
  @CsvSource({
    "-3600, false",
    "-1, false",
    "0, false",
    "30, true",
    "300, true",
    "3540, true",
    "3630, false",
    "86400, false"
  })
  void isTakenUntilItExpiresAndOnlyIfThatIsWithinTheHour(long seconds, boolean taken) {
    assertThat(isGood(assertion(seconds))).isEqualTo(taken);
  }

  @Test
  void isTakenOnce() {
    String assertion = assertion(300);

    assertThat(isGood(assertion)).isTrue();
    assertThat(isGood(assertion)).isFalse();
  }

  private boolean isGood(String assertion) {
    return ClientAssertion.isGood(assertion, AUDIENCE, account);
  }

  private String assertion(long seconds) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", KEYS.ikey());
    claims.put("sub", KEYS.ikey());
    claims.put("aud", AUDIENCE);
    claims.put("jti", RandomIds.letters(32));
    claims.put("exp", Instant.now().getEpochSecond() + seconds);
    return new Jwt(Map.of("alg", "HS512"), claims).sign(KEYS.skey());
  }
}
