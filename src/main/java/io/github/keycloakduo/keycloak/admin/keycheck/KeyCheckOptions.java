package io.github.keycloakduo.keycloak.admin.keycheck;

import io.github.keycloakduo.keycloak.runtime.DuoServices;
import java.time.Duration;
import java.util.function.Supplier;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.timer.TimerProvider;

/**
 * The server options of the daily check.
 *
 * @param enabled {@code spi-authenticator--duo-mfa--key-watch}
 * @param period {@code spi-authenticator--duo-mfa--key-watch-period}: the time between two checks
 */
public record KeyCheckOptions(boolean enabled, Duration period) {
  private static final int DAY_IN_SECONDS = 86_400;

  /** The longest time between two ticks, at which a node asks whether a check is due. */
  private static final Duration MAX_TICK = Duration.ofMinutes(5);

  /** Reads the options of the authenticator. */
  public static KeyCheckOptions of(Config.Scope authenticator) {
    int seconds = authenticator.getInt("key-watch-period", DAY_IN_SECONDS);
    return new KeyCheckOptions(
        authenticator.getBoolean("key-watch", true), Duration.ofSeconds(Math.max(1, seconds)));
  }

  Duration tick() {
    return period.compareTo(MAX_TICK) < 0 ? period : MAX_TICK;
  }

  /**
   * Schedules the check, if it is enabled.
   *
   * @param services asked for at each check
   */
  public void start(KeycloakSessionFactory sessions, Supplier<DuoServices> services) {
    if (enabled) {
      KeyCheckTask task = new KeyCheckTask(sessions, services, period);
      KeycloakModelUtils.runJobInTransaction(
          sessions,
          session ->
              session
                  .getProvider(TimerProvider.class)
                  .schedule(task::tick, tick().toMillis(), "duo-mfa-key-watch"));
    }
  }
}
