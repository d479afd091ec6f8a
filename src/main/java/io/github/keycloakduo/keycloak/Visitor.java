package io.github.keycloakduo.keycloak;

import io.github.keycloakduo.challenge.Terms;
import io.github.keycloakduo.login.Arrival;
import io.github.keycloakduo.mfa.LoginRequest;
import io.github.keycloakduo.mfa.StableHash;
import io.github.keycloakduo.policy.Assurance;
import io.github.keycloakduo.policy.PolicyDecision;
import io.github.keycloakduo.settings.DuoMfaSettings;
import java.util.List;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.sessions.AuthenticationSessionModel;

/** One request at the step, with what Keycloak's stores know of its user. */
public record Visitor(
    AuthenticationFlowContext context,
    DuoMfaSettings settings,
    LoginRequest login,
    LoginGrace grace,
    LoginPlaces places,
    LoginLog log,
    ProgressKeeper progress) {

  static Visitor ofBrowser(
      AuthenticationFlowContext context, DuoMfaSettings settings, DuoRuntime runtime) {
    LoginRequest login = LoginRequests.from(context);
    ProgressKeeper progress =
        new ProgressNotes(context.getAuthenticationSession(), context.getExecution().getId());
    return of(context, settings, login, true, progress, runtime);
  }

  /** The caller is no browser, whatever cookies it sends. */
  public static Visitor ofGateway(
      AuthenticationFlowContext context,
      DuoMfaSettings settings,
      LoginRequest login,
      ProgressKeeper progress,
      DuoRuntime runtime) {
    return of(context, settings, login, false, progress, runtime);
  }

  private static Visitor of(
      AuthenticationFlowContext context,
      DuoMfaSettings settings,
      LoginRequest login,
      boolean browser,
      ProgressKeeper progress,
      DuoRuntime runtime) {
    return new Visitor(
        context,
        settings,
        login,
        new LoginGrace(
            LoginScope.of(context),
            settings,
            login.clientIp(),
            browser,
            runtime.graceStore(),
            runtime.clock()),
        LoginPlaces.of(context, settings, login, runtime.clock()),
        new LoginLog(settings.logLevel()),
        progress);
  }

  /** The request as the line of a login sees it. */
  public Arrival arrival(Terms terms, DuoRuntime runtime) {
    AuthenticationSessionModel session = context.getAuthenticationSession();
    Assurance assurance = Assurances.of(context);
    RealmPolicy policy =
        new RealmPolicy(runtime.facts(), LoginScope.of(context), settings, login, assurance);
    String place =
        StableHash.of(
            List.of(
                session.getParentSession().getId(),
                login.userId(),
                context.getExecution().getId()));
    return new Arrival(
        login,
        settings,
        assurance,
        runtime.duo(settings),
        () -> decide(policy),
        grace.ear(),
        terms,
        place,
        session.getTabId());
  }

  private PolicyDecision decide(RealmPolicy policy) {
    PolicyDecision decision = policy.decide(grace, places);
    log.tell(login.realm(), decision.trail());
    return decision;
  }
}
