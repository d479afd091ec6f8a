package io.github.keycloakduo.keycloak.step;

import io.github.keycloakduo.authentication.OutcomeDetails;
import io.github.keycloakduo.keycloak.runtime.DuoServices;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.settings.ConfigProblem;
import io.github.keycloakduo.settings.DuoMfaSettings;
import java.util.List;
import java.util.function.Consumer;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * The base of the Duo authenticators of all flows: checks lock and configuration before the step,
 * and turns errors of our own into a refusal.
 */
public abstract class DuoAuthenticator implements Authenticator {
  private final DuoServices services;
  private final LoginResultHandler handler;

  protected DuoAuthenticator(DuoServices services, LoginResponses responses) {
    this.services = services;
    this.handler =
        new LoginResultHandler(responses, services.metrics(), new HelpLinks(services.configs()));
  }

  protected final DuoServices services() {
    return services;
  }

  protected final LoginResultHandler handler() {
    return handler;
  }

  /** Goes on under a valid configuration with a user whom Keycloak lets in. */
  protected final void guarded(AuthenticationFlowContext context, Consumer<DuoMfaSettings> step) {
    handler.guarded(
        context,
        () -> {
          if (!handler.rejectLocked(context)) {
            configured(context, step);
          }
        });
  }

  private void configured(AuthenticationFlowContext context, Consumer<DuoMfaSettings> step) {
    services
        .configs()
        .of(context.getSession(), context.getAuthenticatorConfig(), LoginRequests.clientId(context))
        .<Runnable>match(
            valid -> () -> step.accept(valid.settings()),
            invalid -> () -> handler.reject(context, configError(invalid.problems())))
        .run();
  }

  private static OutcomeDetails configError(List<ConfigProblem> problems) {
    return OutcomeDetails.of(Outcome.CONFIG_ERROR, ConfigProblem.describe(problems));
  }

  @Override
  public final boolean requiresUser() {
    return true;
  }

  /** Duo decides who is enrolled; so everyone is sent to the step. */
  @Override
  public final boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
    return true;
  }

  @Override
  public final void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {
    // Enrolment happens at Duo.
  }

  @Override
  public final void close() {
    // Shared by all requests; the factory of the browser step closes what must be closed.
  }
}
