package io.github.keycloakduo.authentication;

/** Counts pushes, calls and SMS of a user over all nodes ({@code duo.push_limit}). */
@FunctionalInterface
public interface PushRateLimit {
  /**
   * Takes one of {@code limit} places that come free ten minutes after they were taken.
   *
   * @param limit 0 for no limit
   * @return false when all are taken
   */
  boolean take(String userId, int limit);
}
