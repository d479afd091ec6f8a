package io.github.keycloakduo.simulator;

import java.time.Duration;
import java.time.Instant;

/** Checks the token by which a client of the prompt says who it is. */
final class ClientAssertion {
  /** How far a client's clock may be ahead. */
  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private ClientAssertion() {}

  static boolean isGood(String assertion, String audience, Account account) {
    Instant now = account.clock().now();
    Keys keys = account.keys();
    return Jwt.verified(assertion, keys.skey())
        .filter(jwt -> keys.knows(jwt.text("iss")) && jwt.text("sub").equals(jwt.text("iss")))
        .filter(jwt -> jwt.text("aud").equals(audience))
        .filter(jwt -> jwt.isCurrentAt(now))
        .filter(jwt -> jwt.seconds("iat") <= now.plus(TOLERANCE).getEpochSecond())
        .filter(jwt -> !jwt.text("jti").isBlank() && account.prompts().isNew(jwt.text("jti")))
        .isPresent();
  }
}
