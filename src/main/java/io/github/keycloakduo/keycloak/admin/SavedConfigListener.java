package io.github.keycloakduo.keycloak.admin;

import io.github.keycloakduo.keycloak.runtime.DuoRuntime;
import io.github.keycloakduo.keycloak.runtime.DuoServices;
import io.github.keycloakduo.keycloak.runtime.LogCategory;
import io.github.keycloakduo.keycloak.runtime.Transactions;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;

/**
 * An event listener that logs a warning when an administrator saves a configuration with which
 * every login fails. Keycloak has no hook that could refuse it. The check runs after the request,
 * so that it neither delays nor breaks the save.
 */
public final class SavedConfigListener implements EventListenerProvider {
  private static final Logger LOG = Logger.getLogger(LogCategory.CATEGORY);
  private static final Pattern BY_ID = Pattern.compile("authentication/config/([^/]+)");
  private static final Pattern BY_EXECUTION =
      Pattern.compile("authentication/executions/([^/]+)/config");

  private final KeycloakSession session;

  public SavedConfigListener(KeycloakSession session) {
    this.session = session;
  }

  @Override
  public void onEvent(Event event) {
    // No user saves a configuration.
  }

  @Override
  public void onEvent(AdminEvent event, boolean includeRepresentation) {
    boolean saved =
        event.getOperationType() == OperationType.CREATE
            || event.getOperationType() == OperationType.UPDATE;
    if (saved
        && event.getResourceType() == ResourceType.AUTHENTICATOR_CONFIG
        && event.getError() == null) {
      Saved config = new Saved(event.getRealmId(), event.getResourcePath());
      afterwards(config, DuoRuntime.of(session.getKeycloakSessionFactory()).services());
    }
  }

  /**
   * A configuration that was saved.
   *
   * @param path of the admin interface, below the realm
   */
  private record Saved(String realmId, @Nullable String path) {
    Optional<AuthenticatorConfigModel> in(RealmModel realm) {
      if (path == null) {
        return Optional.empty();
      }
      Matcher byId = BY_ID.matcher(path);
      if (byId.matches()) {
        return Optional.ofNullable(realm.getAuthenticatorConfigById(byId.group(1)));
      }
      Matcher byExecution = BY_EXECUTION.matcher(path);
      return byExecution.matches()
          ? Optional.ofNullable(realm.getAuthenticationExecutionById(byExecution.group(1)))
              .map(AuthenticationExecutionModel::getAuthenticatorConfig)
              .map(realm::getAuthenticatorConfigById)
          : Optional.empty();
    }
  }

  private void afterwards(Saved config, DuoServices services) {
    KeycloakSessionFactory sessions = session.getKeycloakSessionFactory();
    Transactions.afterCommit(
        session,
        () ->
            guarded(
                () ->
                    services
                        .executor()
                        .execute(() -> guarded(() -> check(sessions, services, config)))));
  }

  private static void check(KeycloakSessionFactory sessions, DuoServices services, Saved saved) {
    Transactions.inRealm(sessions, saved.realmId())
        .run(
            own -> {
              RealmModel realm = own.getContext().getRealm();
              if (realm != null) {
                saved
                    .in(realm)
                    .map(config -> new ConfigProblems(own, realm, services).causedBy(config))
                    .orElseGet(Stream::empty)
                    .forEach(LOG::warn);
              }
            });
  }

  private static void guarded(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException | LinkageError failure) {
      LOG.warn("A configuration that was saved could not be checked", failure);
    }
  }

  @Override
  public void close() {
    // Nothing is held.
  }
}
