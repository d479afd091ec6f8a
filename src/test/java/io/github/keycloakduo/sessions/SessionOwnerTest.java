package io.github.keycloakduo.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keycloakduo.mfa.ClientIp;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.StableHash;
import java.util.List;
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

  /** Nodes of two versions count the same reservations. */
  @Test
  void isStoredUnderTheTextOfTheAddress() {
    assertThat(owner("r", "u", "2001:db8::1").hash())
        .isEqualTo(StableHash.of(List.of("r", "u", "2001:db8:0:0:0:0:0:1")));
    assertThat(new SessionOwner("r", "u", Optional.empty()).hash())
        .isEqualTo(StableHash.of(List.of("r", "u", "")));
  }

  @Test
  void letsOnlyRoomIn() {
    assertThat(SessionLimiter.Result.ALLOWED.refusal()).isEmpty();
    assertThat(SessionLimiter.Result.LIMIT_REACHED.refusal()).hasValue(Outcome.SESSION_LIMIT);
    assertThat(SessionLimiter.Result.UNKNOWN.refusal()).hasValue(Outcome.DUO_ERROR);
  }

  private static SessionOwner owner(String realm, String user, String ip) {
    return new SessionOwner(realm, user, ClientIp.parse(ip));
  }
}
