package io.github.keycloakduo.keycloak.step;

import io.github.keycloakduo.keycloak.breakglass.LoginBreakGlass;
import io.github.keycloakduo.keycloak.grace.LoginGrace;
import io.github.keycloakduo.keycloak.runtime.DuoServices;
import io.github.keycloakduo.keycloak.runtime.LoginSubject;
import io.github.keycloakduo.keycloak.sessions.LoginSessionLimit;
import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.LoginRequest;
import io.github.keycloakduo.policy.PolicyDecision;
import io.github.keycloakduo.policy.RequiredAssurance;
import io.github.keycloakduo.settings.DuoMfaSettings;
import java.util.Optional;

/** A dry run of a login: every rule is looked at, but nothing is used up or taken. */
public final class LoginDryRun {
  private final RealmPolicy policy;
  private final LoginGrace grace;
  private final LoginSessionLimit sessions;

  /** Of the browser nothing is known but the address. */
  public LoginDryRun(
      LoginSubject subject, DuoMfaSettings settings, LoginRequest login, DuoServices services) {
    this.policy =
        new RealmPolicy(
            services.facts(),
            subject,
            settings,
            login,
            RequiredAssurance.ANY,
            LoginBreakGlass.of(subject, services));
    this.grace =
        new LoginGrace(
            subject, settings, login.clientIp(), false, services.graces(), services.clock());
    this.sessions = LoginSessionLimit.looking(subject, settings, login, services.clock());
  }

  /** What the rules would say before Duo is asked. */
  public PolicyDecision decision() {
    return policy.explain(grace, sessions);
  }

  /** The name by which Duo knows the user, also where it would not be asked. */
  public Optional<DuoUsername> identity() {
    return policy.identity(grace, sessions);
  }

  /** Whether there would be a place in the end. */
  public boolean hasRoom() {
    return sessions.hasRoom();
  }
}
