package io.github.keycloakduo.grace;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The port to the store that remembers MFAs for the whole cluster. A store may throw when it fails.
 */
public interface GraceStore {
  /**
   * Uses a grace once. However many do so at once, and on however many nodes, no more than the
   * limit succeed. The use stays counted even if the login fails later.
   *
   * @return false when none holds
   */
  boolean use(GraceRequest request, Instant now);

  /** When the MFA was that a grace stands for; asked only by those who have to tell it. */
  Optional<Instant> mfaAt(GraceKey key);

  /** What {@link #use} would find. Changes nothing. */
  GraceState look(GraceRequest request, Instant now);

  /**
   * Remembers an MFA, in place of an older one. To be called after a real factor only. Does nothing
   * where no grace is possible.
   *
   * @param config alias of the configuration, for administrators to read
   */
  void grant(GraceRequest request, String config, Instant now);

  /**
   * Ends every grace of a user.
   *
   * @return false when that failed
   */
  boolean endAll(String realmId, String userId);

  /**
   * Ends every grace in a realm.
   *
   * @return false when that failed
   */
  boolean endRealm(String realmId);

  /** Whether there may be something to end; cheap. */
  boolean holdsAny(String realmId, String userId);

  /**
   * What has not expired, newest first; some of it may hold no more for other reasons. For
   * administrators, so failures are thrown.
   *
   * @param userId everybody's if empty
   */
  List<GraceGrant> list(String realmId, Optional<String> userId, Instant now);
}
