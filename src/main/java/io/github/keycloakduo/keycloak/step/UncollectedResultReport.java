package io.github.keycloakduo.keycloak.step;

import io.github.keycloakduo.authentication.FactorListener;
import io.github.keycloakduo.authentication.OutcomeDetails;
import io.github.keycloakduo.keycloak.runtime.LogCategory;
import io.github.keycloakduo.keycloak.runtime.LoginMetrics;
import io.github.keycloakduo.keycloak.runtime.Transactions;
import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Outcome;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.events.Event;
import org.keycloak.events.EventBuilder;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;

/**
 * The report of a factor whose login has not come back for the outcome: event, metric and log line,
 * as a request of the login would have written them. Keeps plain data of the request that began the
 * factor, and writes in a Keycloak session of its own.
 */
final class UncollectedResultReport implements FactorListener {
  private static final Logger LOG = Logger.getLogger(LogCategory.CATEGORY);

  private final KeycloakSessionFactory sessions;
  private final Executor executor;
  private final LoginMetrics metrics;
  private final LoginLog log;
  private final Consumer<Outcome> graces;
  private final String realmId;
  private final String realm;
  private final Event event;

  private UncollectedResultReport(
      KeycloakSessionFactory sessions,
      Executor executor,
      LoginMetrics metrics,
      LoginLog log,
      Consumer<Outcome> graces,
      String realmId,
      String realm,
      Event event) {
    this.sessions = sessions;
    this.executor = executor;
    this.metrics = metrics;
    this.log = log;
    this.graces = graces;
    this.realmId = realmId;
    this.realm = realm;
    this.event = event;
  }

  /**
   * The report for a factor that this request begins.
   *
   * @param executor runs what writes the event
   * @param graces learns each outcome; must keep nothing of the request either
   */
  static UncollectedResultReport of(
      AuthenticationFlowContext flow,
      Executor executor,
      LoginMetrics metrics,
      LoginLog log,
      Consumer<Outcome> graces) {
    Event event = flow.getEvent().getEvent().clone();
    event.setUserId(flow.getUser().getId());
    return new UncollectedResultReport(
        flow.getSession().getKeycloakSessionFactory(),
        executor,
        metrics,
        log,
        graces,
        flow.getRealm().getId(),
        flow.getRealm().getName(),
        event);
  }

  @Override
  public void onContact(Factor factor) {
    String client = Optional.ofNullable(event.getClientId()).orElse("");
    metrics.countContact(realm, factor, client);
    log.tellContact(realm, event.getUserId(), factor, client);
  }

  @Override
  public void onOutcome(Outcome outcome) {
    try {
      graces.accept(outcome);
    } catch (RuntimeException | LinkageError failed) {
      // The outcome stays what Duo said.
      LOG.error("Graces could not be ended after the outcome " + outcome.id(), failed);
    }
  }

  @Override
  public void onUncollected(OutcomeDetails details, DuoUsername username) {
    executor.execute(() -> report(details, username));
  }

  private void report(OutcomeDetails details, DuoUsername username) {
    try {
      Transactions.inRealm(sessions, realmId).run(session -> report(session, details, username));
    } catch (RuntimeException | LinkageError failed) {
      LOG.error("The outcome " + details.outcome().id() + " could not be reported", failed);
    }
  }

  private void report(KeycloakSession session, OutcomeDetails details, DuoUsername username) {
    RealmModel realm = session.getContext().getRealm();
    if (realm == null) {
      return;
    }
    if (details.outcome().letsIn()) {
      // It may still come, and is reported then.
      log.tellUncollected(realm.getName(), event.getUserId(), details);
      return;
    }
    metrics.count(realm.getName(), details);
    log.tell(realm.getName(), Optional.ofNullable(event.getUserId()), details);
    LoginEvents.refused(event(session, realm), details, Optional.of(username.name()));
  }

  private EventBuilder event(KeycloakSession session, RealmModel realm) {
    ClientModel client = session.clients().getClientByClientId(realm, event.getClientId());
    if (client != null) {
      session.getContext().setClient(client);
    }
    EventBuilder builder =
        new EventBuilder(realm, session)
            .event(event.getType())
            .client(event.getClientId())
            .user(event.getUserId())
            .session(event.getSessionId())
            .ipAddress(event.getIpAddress());
    Map<String, String> told = Optional.ofNullable(event.getDetails()).orElse(Map.of());
    told.forEach((name, value) -> builder.detail(name, value));
    return builder;
  }
}
