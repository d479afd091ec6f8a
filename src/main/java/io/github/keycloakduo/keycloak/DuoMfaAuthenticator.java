package io.github.keycloakduo.keycloak;

import io.github.keycloakduo.challenge.Move;
import io.github.keycloakduo.challenge.PromptDoor;
import io.github.keycloakduo.challenge.Ruling;
import io.github.keycloakduo.challenge.Terms;
import io.github.keycloakduo.login.NextStep;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.settings.DuoMfaSettings;
import io.github.keycloakduo.settings.ParsedSettings;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** The Duo step of a browser flow: from Keycloak's request to the line of a login and back. */
final class DuoMfaAuthenticator implements Authenticator {
  private static final Logger LOG = Logger.getLogger(Logs.CATEGORY);

  private final DuoRuntime runtime;
  private final StepApplier applier;

  DuoMfaAuthenticator(DuoRuntime runtime) {
    this.runtime = runtime;
    this.applier = new StepApplier(new Pages(runtime.clock()), runtime.metrics());
  }

  /** Also called on a reload and when a page has expired; so it only looks. */
  @Override
  public void authenticate(AuthenticationFlowContext context) {
    guarded(context, new Move.Look());
  }

  @Override
  public void action(AuthenticationFlowContext context) {
    guarded(context, Moves.from(context.getHttpRequest().getDecodedFormParameters()));
  }

  /** Whatever goes wrong in here must not become a login that nobody decided. */
  private void guarded(AuthenticationFlowContext context, Move move) {
    try {
      if (!applier.stopsLocked(context)) {
        step(context, move);
      }
    } catch (RuntimeException mistake) {
      LOG.error("The Duo step failed", mistake);
      applier.stop(context, Ruling.of(Outcome.DUO_ERROR, "our own mistake; see the server log"));
    }
  }

  private void step(AuthenticationFlowContext context, Move move) {
    ParsedSettings parsed =
        runtime.settings().of(context.getSession(), context.getAuthenticatorConfig());
    if (parsed instanceof ParsedSettings.Invalid invalid) {
      applier.stop(context, Ruling.of(Outcome.CONFIG_ERROR, String.join("; ", invalid.problems())));
      return;
    }
    DuoMfaSettings settings = ((ParsedSettings.Valid) parsed).settings();
    Visitor visitor = Visitor.ofBrowser(context, settings, runtime);
    NextStep next =
        runtime
            .line()
            .on(
                visitor.arrival(terms(context, settings), runtime),
                visitor.progress().read(),
                brought(context, move));
    applier.apply(next, visitor);
  }

  private Terms terms(AuthenticationFlowContext context, DuoMfaSettings settings) {
    Terms terms = Terms.ofBrowser(settings);
    return settings.isUniversal()
        ? terms.with(new PromptDoor(runtime.prompt(settings), StatusLink.callback(context)))
        : terms;
  }

  /** Whoever only looks may have come from Duo's own page. */
  private static Move brought(AuthenticationFlowContext context, Move move) {
    Optional<Move.Returned> returned =
        new ProgressNotes(context.getAuthenticationSession(), context.getExecution().getId())
            .take();
    return move instanceof Move.Look && returned.isPresent() ? returned.get() : move;
  }

  @Override
  public boolean requiresUser() {
    return true;
  }

  /** Duo decides who is enrolled; so everyone is sent to the step. */
  @Override
  public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
    return true;
  }

  @Override
  public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {
    // Enrolment happens at Duo.
  }

  @Override
  public void close() {
    // Shared by all requests; the factory closes what must be closed.
  }
}
