package io.github.keycloakduo.keycloak.step;

import io.github.keycloakduo.keycloak.claims.LoaConditions;
import io.github.keycloakduo.policy.RequiredAssurance;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.authentication.authenticators.util.AcrStore;
import org.keycloak.models.Constants;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.LoginProtocol;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The policy that says what a login must prove, from what the client demands of it (OIDC Core,
 * 3.1.2.1: {@code prompt}, {@code max_age}, {@code acr_values}; RFC 9470).
 */
final class StepUpPolicy {
  private StepUpPolicy() {}

  static RequiredAssurance requiredAssurance(AuthenticationFlowContext context) {
    AuthenticationSessionModel login = context.getAuthenticationSession();
    AcrStore levels = new AcrStore(context.getSession(), login);
    int requested = levels.getRequestedLevelOfAuthentication(context.getTopLevelFlow());
    int current = levels.getLevelOfAuthenticationFromCurrentAuthentication();
    OptionalInt guard = LoaConditions.above(context.getExecution(), context.getRealm());
    if (guard.isPresent() && requested > current && guard.getAsInt() > current) {
      return RequiredAssurance.STEP_UP;
    }
    AuthenticationManager.AuthResult known =
        AuthenticationManager.authenticateIdentityCookie(
            context.getSession(), context.getRealm(), true);
    UserSessionModel sso = known == null ? null : known.getSession();
    // Without a level condition the level never rises: whoever has a session and still is asked for
    // more must at least show the factor itself.
    boolean asksForMore = requested > current && sso != null;
    return asksForMore || isForced(context, sso)
        ? RequiredAssurance.REAUTHENTICATION
        : RequiredAssurance.ANY;
  }

  private static boolean isForced(
      AuthenticationFlowContext context, @Nullable UserSessionModel sso) {
    AuthenticationSessionModel login = context.getAuthenticationSession();
    LoginProtocol protocol = ClientProtocol.of(context);
    return AuthenticatorUtil.isForcedReauthentication(login)
        || protocol.requireReauthentication(sso, login)
        || login.getClientNote(OIDCLoginProtocol.MAX_AGE_PARAM) != null
        || login.getClientNote(Constants.KC_ACTION) != null
        || isPasswordReset(context);
  }

  /**
   * Whether somebody is about to choose a new password without having shown the old one. An earlier
   * MFA stood on that password, and must not take the place of both.
   */
  static boolean isPasswordReset(AuthenticationFlowContext context) {
    return LoginActionsService.RESET_CREDENTIALS_PATH.equals(context.getFlowPath());
  }
}
