package io.github.keycloakduo.keycloak.runtime;

import java.time.Duration;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.scheduled.ClusterAwareScheduledTaskRunner;
import org.keycloak.timer.ScheduledTask;
import org.keycloak.timer.TimerProvider;

/** The schedule of tasks that one node of the cluster runs at a time. */
public final class ClusterTasks {
  private ClusterTasks() {}

  /** Runs the task at this interval, beginning one interval from now. */
  public static void schedule(
      KeycloakSessionFactory sessions, ScheduledTask task, Duration interval) {
    ClusterAwareScheduledTaskRunner runner =
        new ClusterAwareScheduledTaskRunner(sessions, task, interval.toMillis());
    Transactions.of(sessions)
        .run(
            session ->
                session.getProvider(TimerProvider.class).schedule(runner, interval.toMillis()));
  }
}
