package io.github.keycloakduo.keycloak.admin.keycheck;

import io.github.keycloakduo.keycloak.admin.checks.ClockSkew;
import io.github.keycloakduo.mfa.Fault;
import io.github.keycloakduo.mfa.Result;
import io.github.keycloakduo.settings.ConfigProblem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The result of the check of one configuration.
 *
 * @param ok empty where Duo did not say: an outage is no sign of bad keys
 * @param warning what an administrator must know; never a secret
 */
record KeyCheckResult(Optional<Boolean> ok, Optional<String> warning) {
  /** No login can use it. */
  static KeyCheckResult invalid(List<ConfigProblem> problems) {
    return bad("is not valid: " + ConfigProblem.describe(problems));
  }

  /** The result that a signed call shows. */
  static KeyCheckResult of(Result<Long> signed, Instant asked, Instant answered) {
    return signed.match(
        time -> accepted(ClockSkew.of(time, asked, answered)), KeyCheckResult::failed);
  }

  private static KeyCheckResult accepted(ClockSkew skew) {
    return new KeyCheckResult(
        Optional.of(true),
        skew.isNoteworthy()
            ? Optional.of(
                "is still accepted by Duo, but "
                    + skew.describe()
                    + "; beyond 5 minutes Duo refuses all calls")
            : Optional.empty());
  }

  private static KeyCheckResult failed(Fault fault) {
    return switch (fault.kind()) {
      case KEYS, CLOCK, PROXY_DENIED -> bad("is refused: " + fault.detail());
      default -> new KeyCheckResult(Optional.empty(), Optional.empty());
    };
  }

  private static KeyCheckResult bad(String sentence) {
    return new KeyCheckResult(Optional.of(false), Optional.of(sentence));
  }
}
