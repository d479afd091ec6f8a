package io.github.keycloakduo.keycloak.step;

import io.github.keycloakduo.authentication.OutcomeDetails;
import io.github.keycloakduo.keycloak.runtime.DuoRuntime;
import io.github.keycloakduo.keycloak.runtime.LogCategory;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.settings.DuoMfaSettings;
import io.github.keycloakduo.settings.ParsedSettings;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** What the Duo steps of all flows have in common: how they begin, and what becomes of mistakes. */
public abstract class DuoAuthenticator implements Authenticator {
  private static final Logger LOG = Logger.getLogger(LogCategory.CATEGORY);

  private final DuoRuntime runtime;
  private final LoginResultHandler applier;

  protected DuoAuthenticator(DuoRuntime runtime, LoginResponses replies) {
    this.runtime = runtime;
    this.applier = new LoginResultHandler(replies, runtime.metrics());
  }

  protected final DuoRuntime runtime() {
    return runtime;
  }

  protected final LoginResultHandler applier() {
    return applier;
  }

  /**
   * Goes on under a valid configuration with a user whom Keycloak lets in. Whatever goes wrong in
   * there must not become a login that nobody decided.
   */
  protected final void guarded(AuthenticationFlowContext context, Consumer<DuoMfaSettings> step) {
    try {
      if (!applier.stopsLocked(context)) {
        configured(context, step);
      }
    } catch (RuntimeException mistake) {
      LOG.error("The Duo step failed", mistake);
      applier.stop(
          context, OutcomeDetails.of(Outcome.DUO_ERROR, "our own mistake; see the server log"));
    }
  }

  private void configured(AuthenticationFlowContext context, Consumer<DuoMfaSettings> step) {
    ParsedSettings parsed =
        runtime.settings().of(context.getSession(), context.getAuthenticatorConfig());
    if (parsed instanceof ParsedSettings.Invalid invalid) {
      applier.stop(
          context, OutcomeDetails.of(Outcome.CONFIG_ERROR, String.join("; ", invalid.problems())));
    } else {
      step.accept(((ParsedSettings.Valid) parsed).settings());
    }
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
