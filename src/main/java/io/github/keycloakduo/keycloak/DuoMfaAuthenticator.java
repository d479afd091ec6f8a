package io.github.keycloakduo.keycloak;

import io.github.keycloakduo.challenge.Move;
import io.github.keycloakduo.challenge.Ruling;
import io.github.keycloakduo.keycloak.directory.RealmDirectory;
import io.github.keycloakduo.login.Arrival;
import io.github.keycloakduo.login.NextStep;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.mfa.StableHash;
import io.github.keycloakduo.mfa.UserDirectory;
import io.github.keycloakduo.policy.Assurance;
import io.github.keycloakduo.policy.PolicyDecision;
import io.github.keycloakduo.policy.PolicyPipeline;
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

/** The Duo step of a browser flow: from Keycloak's request to the line of a login and back. */
final class DuoMfaAuthenticator implements Authenticator {
  private static final Logger LOG = Logger.getLogger(Logs.CATEGORY);

  /** No rule asks it. */
  private static final UserDirectory NO_DIRECTORY =
      inquiry -> new UserDirectory.Answer.Unavailable("ldap_server.name is not set");

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
    Visitor visitor = Visitor.of(context, settings, runtime);
    NextStep next =
        runtime
            .line()
            .on(
                arrival(context, visitor),
                ProgressNotes.read(
                    context.getAuthenticationSession(), context.getExecution().getId()),
                move);
    applier.apply(next, visitor);
  }

  private Arrival arrival(AuthenticationFlowContext context, Visitor visitor) {
    AuthenticationSessionModel session = context.getAuthenticationSession();
    Assurance assurance = Assurances.of(context);
    String place =
        StableHash.of(
            List.of(
                session.getParentSession().getId(),
                visitor.login().userId(),
                context.getExecution().getId()));
    return new Arrival(
        visitor.login(),
        visitor.settings(),
        assurance,
        runtime.duo(visitor.settings()),
        () -> decide(visitor, assurance),
        Optional.empty(),
        place,
        session.getTabId());
  }

  private PolicyDecision decide(Visitor visitor, Assurance assurance) {
    AuthenticationFlowContext context = visitor.context();
    Optional<RealmDirectory> directory =
        runtime.facts().directory(context.getSession(), context.getRealm(), visitor.settings());
    return directory.isEmpty()
        ? decide(visitor, assurance, NO_DIRECTORY)
        : directory
            .get()
            .fold(found -> decide(visitor, assurance, found), DuoMfaAuthenticator::misconfigured);
  }

  /** A directory that is down exempts nobody; one that is not there is a wrong configuration. */
  private static PolicyDecision misconfigured(String problem) {
    return new PolicyDecision.Stop(
        Outcome.CONFIG_ERROR, problem, new PolicyDecision.Trail(List.of(), List.of()));
  }

  private PolicyDecision decide(Visitor visitor, Assurance assurance, UserDirectory directory) {
    AuthenticationFlowContext context = visitor.context();
    PolicyDecision decision =
        new PolicyPipeline(visitor.settings(), visitor.grace(), visitor.places())
            .decide(
                runtime
                    .facts()
                    .of(
                        context.getSession(),
                        context.getRealm(),
                        context.getUser(),
                        visitor.login(),
                        visitor.settings(),
                        directory,
                        assurance));
    visitor.log().tell(context, decision.trail());
    return decision;
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
