package io.github.keycloakduo.keycloak.step;

import io.github.keycloakduo.authentication.Arrival;
import io.github.keycloakduo.authentication.Terms;
import io.github.keycloakduo.keycloak.grace.LoginGrace;
import io.github.keycloakduo.keycloak.runtime.DuoRuntime;
import io.github.keycloakduo.keycloak.runtime.LoginSubject;
import io.github.keycloakduo.keycloak.sessions.LoginSessionLimit;
import io.github.keycloakduo.mfa.LoginRequest;
import io.github.keycloakduo.policy.PolicyDecision;
import io.github.keycloakduo.policy.RequiredAssurance;
import io.github.keycloakduo.settings.DuoMfaSettings;

/**
 * A login without a flow, whose user is reached by nothing but his phone. The factor is its only
 * proof, so neither a rule of ours nor Duo's bypass nor an earlier MFA takes its place.
 */
public record RemoteLogin(
    LoginSubject scope, DuoMfaSettings settings, LoginRequest login, LoginSessionLimit places) {

  /** What is remembered of the user's earlier MFA. */
  public LoginGrace grace(DuoRuntime runtime) {
    return new LoginGrace(
        scope, settings, login.clientIp(), false, runtime.graceStore(), runtime.clock());
  }

  /**
   * The login as its line sees it. Ask its policy only while the session of the scope is open.
   *
   * @param place the same for all logins of which only one may ask for a factor at a time
   * @param tab different for each of them
   */
  public Arrival arrival(Terms terms, String place, String tab, DuoRuntime runtime) {
    RealmPolicy policy =
        new RealmPolicy(runtime.facts(), scope, settings, login, RequiredAssurance.STEP_UP);
    return new Arrival(
        login,
        settings,
        RequiredAssurance.STEP_UP,
        runtime.duo(settings),
        () -> decide(policy, runtime),
        grace(runtime).ear(),
        terms,
        place,
        tab);
  }

  private PolicyDecision decide(RealmPolicy policy, DuoRuntime runtime) {
    PolicyDecision decision = policy.decide(grace(runtime), places);
    new LoginLog(settings.logLevel()).tell(login.realm(), decision.trace());
    return decision;
  }
}
