package io.github.keycloakduo.keycloak;

import io.github.keycloakduo.challenge.Progress;
import io.github.keycloakduo.challenge.Reaction;
import io.github.keycloakduo.challenge.Ruling;
import io.github.keycloakduo.mfa.Outcome;
import io.github.keycloakduo.settings.DuoMfaSettings;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.models.credential.OTPCredentialModel;

/**
 * The only place where a reaction becomes an outcome of Keycloak's flow, an event, a metric and a
 * log line.
 */
final class ReactionApplier {
  private static final Logger LOG = Logger.getLogger(Logs.CATEGORY);
  private static final Set<Outcome> REAL_FACTOR = EnumSet.of(Outcome.APPROVED, Outcome.GRACE);

  private final Pages pages;
  private final LoginMetrics metrics;

  ReactionApplier(Pages pages, LoginMetrics metrics) {
    this.pages = pages;
    this.metrics = metrics;
  }

  void apply(
      Reaction reaction,
      AuthenticationFlowContext context,
      DuoMfaSettings settings,
      String identity) {
    keep(context, reaction.progress());
    if (reaction instanceof Reaction.Pass pass) {
      pass(context, pass.ruling(), identity);
    } else if (reaction instanceof Reaction.AskFactor ask) {
      Response page = pages.factor(context, settings, ask);
      ask.refused()
          .ifPresentOrElse(
              ruling -> refuse(context, ruling, Optional.of(identity), page),
              () -> context.challenge(page));
    } else if (reaction instanceof Reaction.AskPatience ask) {
      context.challenge(pages.waiting(context, settings, ask));
    } else if (reaction instanceof Reaction.Stop stop) {
      Optional<URI> portal = stop.portal().filter(link -> settings.showsPortal());
      Response page = pages.ended(context, stop.ruling(), portal);
      if (stop.news()) {
        refuse(context, stop.ruling(), Optional.of(identity), page);
      } else {
        context.forceChallenge(page);
      }
    }
  }

  /** Ends the attempt before any talk with Duo. */
  void stop(AuthenticationFlowContext context, Ruling ruling) {
    refuse(context, ruling, Optional.empty(), pages.ended(context, ruling, Optional.empty()));
  }

  private static void keep(AuthenticationFlowContext context, Progress progress) {
    ProgressNotes.write(
        context.getAuthenticationSession(), context.getExecution().getId(), progress);
  }

  private void pass(AuthenticationFlowContext context, Ruling ruling, String identity) {
    if (AccountLock.stops(context, pages)) {
      return;
    }
    report(context, ruling);
    LoginEvents.passed(context, ruling, Optional.of(identity));
    SessionNotes.write(context.getAuthenticationSession(), ruling, Optional.of(identity));
    ProgressNotes.remove(context.getAuthenticationSession(), context.getExecution().getId());
    if (REAL_FACTOR.contains(ruling.outcome())) {
      context.success(OTPCredentialModel.TYPE);
    } else {
      context.success();
    }
  }

  private void refuse(
      AuthenticationFlowContext context, Ruling ruling, Optional<String> identity, Response page) {
    report(context, ruling);
    LoginEvents.refused(context, ruling, identity);
    if (ruling.outcome().countsAsFailure()) {
      context.failureChallenge(AuthenticationFlowError.INVALID_CREDENTIALS, page);
    } else {
      // Not a failure in Keycloak's sense: those are counted and may lock the user out.
      context.forceChallenge(page);
    }
  }

  private void report(AuthenticationFlowContext context, Ruling ruling) {
    metrics.count(context.getRealm().getName(), ruling);
    String said = ruling.detail().isBlank() ? "" : ": " + ruling.detail();
    String line = "realm " + context.getRealm().getName() + ", " + ruling.outcome().id() + said;
    if (ruling.outcome() == Outcome.FAIL_OPEN || ruling.outcome().isUnavailability()) {
      LOG.warn(line);
    } else {
      LOG.debug(line);
    }
  }
}
