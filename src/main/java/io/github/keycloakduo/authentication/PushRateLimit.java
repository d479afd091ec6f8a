package io.github.keycloakduo.authentication;

/**
 * The limit of pushes, calls and SMS to an account at Duo over all nodes ({@code duo.push_limit}).
 */
@FunctionalInterface
public interface PushRateLimit {
  /**
   * Takes one of {@code limit} permits that come free ten minutes after they were taken.
   *
   * @param account {@link io.github.keycloakduo.settings.DuoMfaSettings#accountKey}
   * @param limit 0 for no limit
   * @return false when all are taken
   */
  boolean tryAcquire(String account, int limit);
}
