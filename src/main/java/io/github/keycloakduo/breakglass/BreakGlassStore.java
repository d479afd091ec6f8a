package io.github.keycloakduo.breakglass;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The port to the store of break-glass exemptions, one for the whole cluster. It throws when it
 * fails.
 */
public interface BreakGlassStore {
  /** The exemption of a user that counts now. */
  Optional<BreakGlass> find(String realmId, String userId, Instant now);

  /** Keeps an exemption in place of an earlier one of the same user. */
  void grant(BreakGlass exemption);

  /**
   * Ends the exemption of a user.
   *
   * @return false when there was none
   */
  boolean end(String realmId, String userId);

  /** Ends every exemption in a realm. */
  void endRealm(String realmId);

  /** Those of a realm that count now, newest first. */
  List<BreakGlass> list(String realmId, Instant now);
}
