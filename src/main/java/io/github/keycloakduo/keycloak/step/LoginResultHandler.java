package io.github.keycloakduo.keycloak.step;

import io.github.keycloakduo.authentication.LoginFlow;
import io.github.keycloakduo.authentication.NextStep;
import io.github.keycloakduo.authentication.OutcomeDetails;
import io.github.keycloakduo.authentication.Reaction;
import io.github.keycloakduo.keycloak.claims.StepSuccessNotes;
import io.github.keycloakduo.keycloak.runtime.LoginMetrics;
import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.settings.LogLevel;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.models.credential.OTPCredentialModel;

/**
 * The only place where the next step of a login becomes an outcome of Keycloak's flow, an event, a
 * metric and a log line.
 */
public final class LoginResultHandler {
  private static final Set<Outcome> REAL_FACTOR = EnumSet.of(Outcome.APPROVED, Outcome.GRACE);

  private static final LoginLog DEFAULT_LOG = new LoginLog(LogLevel.INFO);

  private final LoginResponses replies;
  private final LoginMetrics metrics;

  public LoginResultHandler(LoginResponses replies, LoginMetrics metrics) {
    this.replies = replies;
    this.metrics = metrics;
  }

  /** Refuses a user whom Keycloak has locked or disabled meanwhile. */
  public boolean stopsLocked(AuthenticationFlowContext context) {
    return AccountLockout.stops(context, replies);
  }

  public void apply(NextStep next, LoginAttempt visitor) {
    AuthenticationFlowContext context = visitor.context();
    visitor.progress().keep(next);
    if (next instanceof NextStep.Talk talk) {
      talk(talk, visitor);
    } else if (next instanceof NextStep.AskAnswers ask) {
      context.challenge(replies.questions(context, ask));
    } else if (next instanceof NextStep.Refuse refuse) {
      Response page = replies.ended(context, refuse.ruling(), Optional.empty());
      ruled(refuse, visitor, page);
    } else {
      finish((NextStep.Finish) next, visitor);
    }
  }

  private void talk(NextStep.Talk talk, LoginAttempt visitor) {
    AuthenticationFlowContext context = visitor.context();
    if (talk.reaction() instanceof Reaction.AskFactor ask) {
      Response page = replies.factor(context, visitor.settings(), ask);
      ask.refused()
          .ifPresentOrElse(
              ruling -> told(visitor, ruling, talk.identity(), page, true),
              () -> context.challenge(page));
    } else if (talk.reaction() instanceof Reaction.AskPatience ask) {
      context.challenge(replies.waiting(context, visitor.settings(), ask));
    } else if (talk.reaction() instanceof Reaction.Leave leave) {
      context.challenge(Response.seeOther(leave.to()).build());
    } else if (talk.reaction() instanceof Reaction.Stop stop) {
      Optional<URI> portal = stop.portal().filter(link -> visitor.settings().showsPortal());
      Response page = replies.ended(context, stop.ruling(), portal);
      told(visitor, stop.ruling(), talk.identity(), page, stop.news());
    } else {
      throw new IllegalStateException("the line of a login left a verdict of Duo to the edge");
    }
  }

  /** Ends the attempt before anything is known about it. */
  public void stop(AuthenticationFlowContext context, OutcomeDetails ruling) {
    refuse(
        context,
        DEFAULT_LOG,
        ruling,
        Optional.empty(),
        replies.ended(context, ruling, Optional.empty()));
  }

  /** What may have changed since the password is looked at once more, in Keycloak's own order. */
  private void finish(NextStep.Finish finish, LoginAttempt visitor) {
    if (stopsLocked(visitor.context())) {
      return;
    }
    Optional<Outcome> full = visitor.places().reserve();
    if (full.isPresent()) {
      OutcomeDetails ruling =
          OutcomeDetails.of(full.get(), "no place is left for one more session");
      apply(LoginFlow.refuse(finish, ruling), visitor);
      return;
    }
    if (finish.ruling().outcome() == Outcome.APPROVED) {
      visitor.grace().grant();
    }
    pass(finish, visitor);
  }

  private void pass(NextStep.Finish finish, LoginAttempt visitor) {
    AuthenticationFlowContext context = visitor.context();
    OutcomeDetails ruling = finish.ruling();
    Optional<String> identity = finish.identity().map(DuoUsername::name);
    report(context, visitor.log(), ruling);
    LoginEvents.passed(context, ruling, identity);
    StepSuccessNotes.note(context, ruling, identity, finish.answers(), visitor.grace()::mfaAt);
    visitor.progress().forget();
    if (REAL_FACTOR.contains(ruling.outcome())) {
      context.success(OTPCredentialModel.TYPE);
    } else {
      context.success();
    }
  }

  /** A rule of ours says nothing about who it is: it ends no grace. */
  private void ruled(NextStep.Refuse refuse, LoginAttempt visitor, Response page) {
    if (refuse.news()) {
      refuse(visitor.context(), visitor.log(), refuse.ruling(), refuse.identity(), page);
    } else {
      visitor.context().forceChallenge(page);
    }
  }

  private void told(
      LoginAttempt visitor,
      OutcomeDetails ruling,
      Optional<DuoUsername> identity,
      Response page,
      boolean isNews) {
    if (!isNews) {
      visitor.context().forceChallenge(page);
      return;
    }
    visitor.grace().hear(ruling.outcome());
    refuse(visitor.context(), visitor.log(), ruling, identity, page);
  }

  private void refuse(
      AuthenticationFlowContext context,
      LoginLog log,
      OutcomeDetails ruling,
      Optional<DuoUsername> identity,
      Response page) {
    report(context, log, ruling);
    LoginEvents.refused(context, ruling, identity.map(DuoUsername::name));
    if (ruling.outcome().countsAsFailure()) {
      context.failureChallenge(AuthenticationFlowError.INVALID_CREDENTIALS, page);
    } else {
      // Not a failure in Keycloak's sense: those are counted and may lock the user out.
      context.forceChallenge(page);
    }
  }

  private void report(AuthenticationFlowContext context, LoginLog log, OutcomeDetails ruling) {
    metrics.count(context.getRealm().getName(), ruling);
    log.tell(context.getRealm().getName(), ruling);
  }
}
