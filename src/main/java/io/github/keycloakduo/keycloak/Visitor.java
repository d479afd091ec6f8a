package io.github.keycloakduo.keycloak;

import io.github.keycloakduo.mfa.LoginRequest;
import io.github.keycloakduo.settings.DuoMfaSettings;
import org.keycloak.authentication.AuthenticationFlowContext;

/** One request at the step, with what Keycloak's stores know of its user. */
record Visitor(
    AuthenticationFlowContext context,
    DuoMfaSettings settings,
    LoginRequest login,
    LoginGrace grace,
    LoginPlaces places,
    LoginLog log) {

  static Visitor of(
      AuthenticationFlowContext context, DuoMfaSettings settings, DuoRuntime runtime) {
    LoginRequest login = LoginRequests.from(context);
    return new Visitor(
        context,
        settings,
        login,
        new LoginGrace(context, settings, login.clientIp(), runtime.graceStore(), runtime.clock()),
        new LoginPlaces(context, settings, login, runtime.clock()),
        new LoginLog(settings.logLevel()));
  }
}
