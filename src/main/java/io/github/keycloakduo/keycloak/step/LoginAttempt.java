package io.github.keycloakduo.keycloak.step;

import io.github.keycloakduo.authentication.Arrival;
import io.github.keycloakduo.authentication.Terms;
import io.github.keycloakduo.keycloak.grace.LoginGrace;
import io.github.keycloakduo.keycloak.runtime.DuoRuntime;
import io.github.keycloakduo.keycloak.runtime.LoginSubject;
import io.github.keycloakduo.keycloak.sessions.LoginSessionLimit;
import io.github.keycloakduo.mfa.LoginRequest;
import io.github.keycloakduo.mfa.StableHash;
import io.github.keycloakduo.policy.PolicyDecision;
import io.github.keycloakduo.policy.RequiredAssurance;
import io.github.keycloakduo.settings.DuoMfaSettings;
import java.util.List;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.sessions.AuthenticationSessionModel;

/** One request at the step, with what Keycloak's stores know of its user. */
public record LoginAttempt(
    AuthenticationFlowContext context,
    DuoMfaSettings settings,
    LoginRequest login,
    LoginGrace grace,
    LoginSessionLimit places,
    LoginLog log,
    LoginStateStore progress) {

  public static LoginAttempt ofBrowser(
      AuthenticationFlowContext context,
      DuoMfaSettings settings,
      LoginStateStore progress,
      DuoRuntime runtime) {
    return of(context, settings, LoginRequests.from(context), true, progress, runtime);
  }

  /** The caller is no browser, whatever cookies it sends. */
  public static LoginAttempt ofGateway(
      AuthenticationFlowContext context,
      DuoMfaSettings settings,
      LoginRequest login,
      LoginStateStore progress,
      DuoRuntime runtime) {
    return of(context, settings, login, false, progress, runtime);
  }

  private static LoginAttempt of(
      AuthenticationFlowContext context,
      DuoMfaSettings settings,
      LoginRequest login,
      boolean browser,
      LoginStateStore progress,
      DuoRuntime runtime) {
    return new LoginAttempt(
        context,
        settings,
        login,
        new LoginGrace(
            LoginSubject.of(context),
            settings,
            login.clientIp(),
            browser,
            runtime.graceStore(),
            runtime.clock()),
        LoginSessionLimit.of(context, settings, login, runtime.clock()),
        new LoginLog(settings.logLevel()),
        progress);
  }

  /** The request as the line of a login sees it. */
  public Arrival arrival(Terms terms, DuoRuntime runtime) {
    AuthenticationSessionModel session = context.getAuthenticationSession();
    RequiredAssurance assurance = StepUpPolicy.of(context);
    RealmPolicy policy =
        new RealmPolicy(runtime.facts(), LoginSubject.of(context), settings, login, assurance);
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
    log.tell(login.realm(), decision.trace());
    return decision;
  }
}
