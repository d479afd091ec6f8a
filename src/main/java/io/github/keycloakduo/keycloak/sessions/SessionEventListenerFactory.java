package io.github.keycloakduo.keycloak.sessions;

import io.github.keycloakduo.keycloak.runtime.GlobalEventListenerFactory;
import java.time.Clock;
import java.time.Duration;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.services.scheduled.ClusterAwareScheduledTaskRunner;
import org.keycloak.timer.TimerProvider;

/** Listens in every realm, without any setting, and keeps the table of places small. */
public final class SessionEventListenerFactory extends GlobalEventListenerFactory {
  private static final Duration CLEANING = Duration.ofMinutes(15);

  private final Clock clock = Clock.systemUTC();

  public SessionEventListenerFactory() {
    super("duo-mfa-sessions");
  }

  @Override
  public EventListenerProvider create(KeycloakSession session) {
    return new SessionEventListener(session, clock);
  }

  /** Cleaning starts when the tables are sure to be there. */
  @Override
  public void postInit(KeycloakSessionFactory factory) {
    factory.register(
        event -> {
          if (event instanceof PostMigrationEvent) {
            KeycloakModelUtils.runJobInTransaction(factory, session -> schedule(factory, session));
          }
        });
  }

  private void schedule(KeycloakSessionFactory factory, KeycloakSession session) {
    long interval = CLEANING.toMillis();
    session
        .getProvider(TimerProvider.class)
        .schedule(
            new ClusterAwareScheduledTaskRunner(factory, new ReservationCleanup(clock), interval),
            interval);
  }
}
