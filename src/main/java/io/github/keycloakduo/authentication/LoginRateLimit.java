package io.github.keycloakduo.authentication;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The limit of the logins of one Duo user that may ask Duo on this node, so that no user alone can
 * use up what Duo takes from all of them. Each node counts for itself: the limit keeps Duo from a
 * flood, and need not be exact; a count of all nodes would cost each login a write.
 */
final class LoginRateLimit {
  /** So many in {@link #WINDOW}: more than any person needs, and a gateway for one user. */
  static final int LIMIT = 120;

  static final Duration WINDOW = Duration.ofMinutes(1);

  private static final int MAX_ACCOUNTS = 100_000;

  private final Cache<String, Deque<Instant>> starts =
      Caffeine.newBuilder().expireAfterAccess(WINDOW).maximumSize(MAX_ACCOUNTS).build();
  private final Clock clock;

  LoginRateLimit(Clock clock) {
    this.clock = clock;
  }

  /**
   * Takes one of {@value #LIMIT} places, each of which comes free a minute later.
   *
   * @param account {@link io.github.keycloakduo.settings.DuoMfaSettings#accountKey}
   * @return false when all are taken
   */
  boolean tryAcquire(String account) {
    Instant now = clock.instant();
    Deque<Instant> taken = starts.get(account, none -> new ArrayDeque<>());
    synchronized (taken) {
      while (!taken.isEmpty() && !taken.getFirst().plus(WINDOW).isAfter(now)) {
        taken.removeFirst();
      }
      return taken.size() < LIMIT && taken.add(now);
    }
  }
}
