package io.github.keycloakduo.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.Outcome;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionOwnerTest {
  @Test
  void keepsRealmUserAndAddressApart() {
    assertThat(owner("r", "u", "192.0.2.1").hash())
        .isNotEqualTo(owner("ru", "", "192.0.2.1").hash())
        .isNotEqualTo(owner("r", "u", "192.0.2.10").hash())
        .isEqualTo(owner("r", "u", "192.0.2.1").hash());
  }

  @Test
  void countsAllUnknownAddressesOfAUserTogether() {
    SessionOwner unknown = new SessionOwner("r", "u", Optional.empty());
    assertThat(unknown.hash()).isEqualTo(new SessionOwner("r", "u", Optional.empty()).hash());
    assertThat(unknown.hash()).isNotEqualTo(owner("r", "u", "192.0.2.1").hash());
  }

  @Test
  void letsOnlyRoomIn() {
    assertThat(SessionLimiter.Result.ALLOWED.refusal()).isEmpty();
    assertThat(SessionLimiter.Result.LIMIT_REACHED.refusal()).hasValue(Outcome.SESSION_LIMIT);
    assertThat(SessionLimiter.Result.UNKNOWN.refusal()).hasValue(Outcome.DUO_ERROR);
  }

  private static SessionOwner owner(String realm, String user, String ip) {
    return new SessionOwner(realm, user, Optional.of(ip));
  }
}
