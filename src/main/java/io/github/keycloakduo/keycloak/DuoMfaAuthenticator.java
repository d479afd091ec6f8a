package io.github.keycloakduo.keycloak;

import io.github.keycloakduo.challenge.Move;
import io.github.keycloakduo.challenge.Progress;
import io.github.keycloakduo.challenge.Ruling;
import io.github.keycloakduo.challenge.Visit;
import io.github.keycloakduo.mfa.DuoIdentity;
import io.github.keycloakduo.mfa.LoginRequest;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.StableHash;
import io.github.keycloakduo.settings.DuoMfaSettings;
import io.github.keycloakduo.settings.ParsedSettings;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The Duo step of a browser flow: from Keycloak's request to the conversation and back. */
final class DuoMfaAuthenticator implements Authenticator {
  private static final Logger LOG = Logger.getLogger(Logs.CATEGORY);

  private final DuoRuntime runtime;
  private final Pages pages;
  private final ReactionApplier applier;

  DuoMfaAuthenticator(DuoRuntime runtime) {
    this.runtime = runtime;
    this.pages = new Pages(runtime.clock());
    this.applier = new ReactionApplier(pages, runtime.metrics());
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
      if (!AccountLock.stops(context, pages)) {
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
    LoginRequest login = LoginRequests.from(context);
    Optional<DuoIdentity> identity = DuoIdentity.of(login.username());
    if (identity.isEmpty()) {
      applier.stop(
          context,
          Ruling.of(
              Outcome.MAPPING_ERROR, "the user name has blanks around it or control characters"));
      return;
    }
    Visit visit = visit(context, settings, login, identity.get());
    Progress progress =
        ProgressNotes.read(context.getAuthenticationSession(), context.getExecution().getId())
            .orElseGet(() -> Progress.fresh(login.userId(), settings.fingerprint()));
    applier.apply(
        runtime.conversation().on(visit, progress, move), context, settings, identity.get().name());
  }

  private Visit visit(
      AuthenticationFlowContext context,
      DuoMfaSettings settings,
      LoginRequest login,
      DuoIdentity identity) {
    AuthenticationSessionModel session = context.getAuthenticationSession();
    String place =
        StableHash.of(
            List.of(
                session.getParentSession().getId(),
                login.userId(),
                context.getExecution().getId()));
    return new Visit(login, identity, settings, runtime.duo(settings), place, session.getTabId());
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
