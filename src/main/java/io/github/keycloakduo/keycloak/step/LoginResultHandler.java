package io.github.keycloakduo.keycloak.step;

import io.github.keycloakduo.authentication.LoginResult;
import io.github.keycloakduo.authentication.OutcomeDetails;
import io.github.keycloakduo.keycloak.claims.StepSuccessNotes;
import io.github.keycloakduo.keycloak.grace.LoginGrace;
import io.github.keycloakduo.keycloak.runtime.ConfigPlaces;
import io.github.keycloakduo.keycloak.runtime.LogCategory;
import io.github.keycloakduo.keycloak.runtime.LoginMetrics;
import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.settings.LogLevel;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;

/**
 * The handler of login results: the only place where one becomes an outcome of Keycloak's flow, an
 * event, a metric and a log line.
 */
public final class LoginResultHandler {
  private static final Logger LOG = Logger.getLogger(LogCategory.CATEGORY);
  private static final LoginLog DEFAULT_LOG = new LoginLog(LogLevel.INFO);

  private static final OutcomeDetails RECONFIGURED =
      OutcomeDetails.of(
          Outcome.CONFIG_ERROR, "the configuration was changed while the login waited");

  private final LoginResponses responses;
  private final LoginMetrics metrics;
  private final HelpLinks help;

  public LoginResultHandler(LoginResponses responses, LoginMetrics metrics, HelpLinks help) {
    this.responses = responses;
    this.metrics = metrics;
    this.help = help;
  }

  /**
   * Runs a step, if it belongs into its flow. Whatever goes wrong in there must not become a login
   * that nobody decided, nor a bare error 500. That holds for a {@link LinkageError}, too: after a
   * patch of Keycloak a method may be gone that this extension was compiled against.
   */
  public void guarded(AuthenticationFlowContext flow, Runnable step) {
    try {
      if (!rejectMisplaced(flow)) {
        step.run();
      }
    } catch (RuntimeException | LinkageError error) {
      LOG.error("The Duo step failed", error);
      OutcomeDetails details =
          OutcomeDetails.of(Outcome.DUO_ERROR, "our own mistake; see the server log");
      reject(flow, DEFAULT_LOG, details, Optional.empty(), mistake(flow, details));
    }
  }

  /** The page about a mistake of ours; what broke the step may break that, too. */
  private Response mistake(AuthenticationFlowContext flow, OutcomeDetails details) {
    try {
      return responses.ended(flow, details, Optional.empty());
    } catch (RuntimeException | LinkageError error) {
      LOG.error("The page about the failed step failed, too", error);
      return TemporarilyUnavailable.response();
    }
  }

  /**
   * Refuses a step that does not belong into its flow, in the way of the flow and not of the step;
   * says whether it did. A page in the place of an OAuth error could pass for a success there.
   */
  private boolean rejectMisplaced(AuthenticationFlowContext flow) {
    FlowKind kind = FlowKind.of(flow);
    Optional<String> problem = kind.problemWith(flow.getExecution().getAuthenticator());
    problem.ifPresent(
        sentence -> {
          OutcomeDetails details = OutcomeDetails.of(Outcome.CONFIG_ERROR, sentence);
          reject(flow, DEFAULT_LOG, details, Optional.empty(), misplaced(flow, kind));
        });
    return problem.isPresent();
  }

  private Response misplaced(AuthenticationFlowContext flow, FlowKind kind) {
    return kind == FlowKind.PROGRAM
        ? TemporarilyUnavailable.response()
        : OutcomePage.of(flow, help, Outcome.CONFIG_ERROR, Optional.empty());
  }

  /** Refuses a user whom Keycloak has locked or disabled meanwhile; says whether it did. */
  public boolean rejectLocked(AuthenticationFlowContext flow) {
    Optional<String> error =
        AccountLockout.error(flow.getSession(), flow.getRealm(), flow.getUser());
    error.ifPresent(known -> rejectLocked(flow, DEFAULT_LOG, known, Optional.empty()));
    return error.isPresent();
  }

  private void rejectLocked(
      AuthenticationFlowContext flow, LoginLog log, String error, Optional<DuoUsername> username) {
    report(flow, log, AccountLockout.OUTCOME);
    LoginEvents.locked(
        flow.getEvent().user(flow.getUser()), error, username.map(DuoUsername::name));
    flow.forceChallenge(responses.locked(flow));
  }

  /** Ends the attempt before anything is known about it. */
  public void reject(AuthenticationFlowContext flow, OutcomeDetails details) {
    Response page = responses.ended(flow, details, Optional.empty());
    reject(flow, DEFAULT_LOG, details, Optional.empty(), page);
  }

  /** Does what the result asks for. */
  public void handle(
      LoginResult result,
      LoginAttempt attempt,
      AuthenticationFlowContext flow,
      LoginStateStore store) {
    store.keep(result);
    if (result.state().enrolled()) {
      LoginEvents.enrolled(flow);
    }
    result
        .<Runnable>match(
            authenticated -> () -> finish(authenticated, attempt, flow, store),
            required -> () -> factor(required, attempt, flow),
            required -> () -> otherFactor(required, attempt, flow),
            pending -> () -> flow.challenge(responses.waiting(flow, attempt.settings(), pending)),
            redirect -> () -> flow.challenge(Response.seeOther(redirect.to()).build()),
            questions -> () -> flow.challenge(responses.questions(flow, questions)),
            interaction -> () -> flow.forceChallenge(PassiveRequest.interactionRequired(flow)),
            rejected -> () -> reject(rejected, attempt, flow))
        .run();
  }

  private void factor(
      LoginResult.FactorRequired required, LoginAttempt attempt, AuthenticationFlowContext flow) {
    Response page = responses.factor(flow, attempt.settings(), required);
    if (required.rejected().isEmpty()) {
      flow.challenge(page);
      return;
    }
    OutcomeDetails details = required.rejected().get();
    if (required.firstReport()) {
      attempt.grace().apply(details.outcome());
      reject(flow, attempt.log(), details, required.username(), page);
    } else {
      // The event was written without a request, for which alone Keycloak counts failures.
      challenge(flow, details, page);
    }
  }

  private void otherFactor(
      LoginResult.OtherFactorRequired required,
      LoginAttempt attempt,
      AuthenticationFlowContext flow) {
    Response page = responses.otherFactor(flow, attempt.settings(), required);
    required
        .rejected()
        .<Runnable>map(
            details -> () -> reject(flow, attempt.log(), details, required.username(), page))
        .orElse(() -> flow.challenge(page))
        .run();
  }

  private void reject(
      LoginResult.Rejected rejected, LoginAttempt attempt, AuthenticationFlowContext flow) {
    OutcomeDetails details = rejected.details();
    Optional<URI> portal = rejected.portal().filter(link -> attempt.settings().showsPortal());
    Response page = responses.ended(flow, details, portal);
    if (!rejected.firstReport()) {
      // What was reported without a request is counted now; a second look counts for nothing.
      if (rejected.byDuo()) {
        challenge(flow, details, page);
      } else {
        flow.forceChallenge(page);
      }
      return;
    }
    // A rule of ours says nothing about who the user is: it ends no grace.
    if (rejected.byDuo()) {
      attempt.grace().apply(details.outcome());
    }
    reject(flow, attempt.log(), details, rejected.username(), page);
  }

  /** What may have changed during a wait is looked at once more, in Keycloak's own order. */
  private void finish(
      LoginResult.Authenticated authenticated,
      LoginAttempt attempt,
      AuthenticationFlowContext flow,
      LoginStateStore store) {
    LoginRecheck now =
        authenticated.isImmediate() ? LoginRecheck.UNCHANGED : recheck(attempt, flow);
    if (now.lockError().isPresent()) {
      rejectLocked(flow, attempt.log(), now.lockError().get(), authenticated.username());
      return;
    }
    Optional<OutcomeDetails> refusal =
        now.sameSettings() ? noPlace(attempt) : Optional.of(RECONFIGURED);
    if (refusal.isPresent()) {
      handle(authenticated.rejected(refusal.get()), attempt, flow, store);
      return;
    }
    // One instant: a later login that rests on this MFA must say the same time as this one.
    Instant at = attempt.services().clock().instant();
    if (authenticated.details().outcome() == Outcome.APPROVED
        && attempt.isRemembered(authenticated.state().consent())) {
      attempt.grace().grant(at);
    }
    succeed(authenticated, attempt, at, flow, store);
  }

  private static LoginRecheck recheck(LoginAttempt attempt, AuthenticationFlowContext flow) {
    return LoginRecheck.of(
        attempt.subject(),
        attempt.settings(),
        attempt.newUser(),
        (session, config) ->
            attempt.services().configs().of(session, config, LoginRequests.clientId(flow)));
  }

  private static Optional<OutcomeDetails> noPlace(LoginAttempt attempt) {
    return attempt
        .sessions()
        .reserve()
        .map(full -> OutcomeDetails.of(full, "no place is left for one more session"));
  }

  private void succeed(
      LoginResult.Authenticated authenticated,
      LoginAttempt attempt,
      Instant at,
      AuthenticationFlowContext flow,
      LoginStateStore store) {
    OutcomeDetails details = authenticated.details();
    Optional<String> identity = authenticated.username().map(DuoUsername::name);
    report(flow, attempt.log(), details);
    LoginEvents.passed(flow, details, identity);
    StepSuccessNotes.note(
        flow,
        details,
        identity,
        authenticated.answers(),
        mfaAt(details.outcome(), attempt.grace(), at));
    store.forget();
    // Only Duo's own answer is remembered, and only what stands for a factor may claim one.
    if (details.outcome().provesFactor() || details.outcome() == Outcome.GRACE) {
      flow.success(OTPCredentialModel.TYPE);
    } else {
      flow.success();
    }
  }

  private static Optional<Instant> mfaAt(Outcome outcome, LoginGrace grace, Instant now) {
    if (outcome.provesFactor()) {
      return Optional.of(now);
    }
    return outcome == Outcome.GRACE ? grace.mfaAt() : Optional.empty();
  }

  private void reject(
      AuthenticationFlowContext flow,
      LoginLog log,
      OutcomeDetails what,
      Optional<DuoUsername> username,
      Response page) {
    OutcomeDetails details = withConfiguration(flow, what);
    report(flow, log, details);
    LoginEvents.refused(flow, details, username.map(DuoUsername::name));
    challenge(flow, details, page);
  }

  /** An administrator of several configurations has to know which one is wrong. */
  private static OutcomeDetails withConfiguration(
      AuthenticationFlowContext flow, OutcomeDetails details) {
    AuthenticatorConfigModel config = flow.getAuthenticatorConfig();
    return details.outcome() == Outcome.CONFIG_ERROR && config != null
        ? details.withDetail(ConfigPlaces.in(config, details.detail()))
        : details;
  }

  private static void challenge(
      AuthenticationFlowContext flow, OutcomeDetails details, Response page) {
    if (details.countsAsFailure()) {
      flow.failureChallenge(AuthenticationFlowError.INVALID_CREDENTIALS, page);
    } else {
      // Not a failure in Keycloak's sense: those are counted and may lock the user out.
      flow.forceChallenge(page);
    }
  }

  private void report(AuthenticationFlowContext flow, LoginLog log, OutcomeDetails details) {
    metrics.count(flow.getRealm().getName(), details);
    Optional<String> user = Optional.ofNullable(flow.getUser()).map(UserModel::getUsername);
    log.tell(flow.getRealm().getName(), user, details);
  }
}
