package io.github.keycloakduo.keycloak.admin.keycheck;

import java.time.Duration;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.timer.TimerProvider;

/**
 * What the operator of the server says about the watch.
 *
 * @param on {@code spi-authenticator--duo-mfa--key-watch}
 * @param period {@code spi-authenticator--duo-mfa--key-watch-period}: the time between two looks
 */
public record KeyCheckOptions(boolean on, Duration period) {
  private static final int DAY_IN_SECONDS = 86_400;

  /** How long after its start, and then how often, a node asks whether it is time. */
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

  /** Begins to watch, if that is wanted. */
  public void start(KeycloakSessionFactory sessions) {
    if (on) {
      KeyCheckTask watch = new KeyCheckTask(sessions, period);
      KeycloakModelUtils.runJobInTransaction(
          sessions,
          session ->
              session
                  .getProvider(TimerProvider.class)
                  .schedule(watch::tick, tick().toMillis(), "duo-mfa-key-watch"));
    }
  }
}
