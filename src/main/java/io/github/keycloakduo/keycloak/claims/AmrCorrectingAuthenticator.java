package io.github.keycloakduo.keycloak.claims;

import java.util.Map;
import java.util.Objects;
import org.keycloak.authentication.AuthenticationFlowCallback;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * An authenticator around another one, for one Keycloak session: at the end of the flow it corrects
 * what Keycloak notes of a step that let somebody in without a factor ({@code amr}, RFC 8176, and
 * {@code acr}, OIDC Core, section 2). Only then are all of the notes written.
 */
public final class AmrCorrectingAuthenticator implements AuthenticationFlowCallback {
  private final Authenticator step;
  private final KeycloakSession session;

  /**
   * Puts the end of the flow beside a step.
   *
   * @param step shared by all sessions
   */
  public AmrCorrectingAuthenticator(Authenticator step, KeycloakSession session) {
    this.step = step;
    this.session = session;
  }

  @Override
  public void onTopFlowSuccess(AuthenticationFlowModel flow) {
    AuthenticationSessionModel login =
        Objects.requireNonNull(session.getContext().getAuthenticationSession(), "no login");
    Map<String, AmrCorrection> corrections = AmrCorrections.take(login);
    if (corrections.isEmpty()) {
      return;
    }
    Map<String, Integer> completed = CompletedExecutions.read(login);
    LoaCorrection levels = new LoaCorrection(session, login);
    for (Map.Entry<String, AmrCorrection> each : corrections.entrySet()) {
      completed = each.getValue().completed(completed, each.getKey());
      levels.correct(each.getValue());
    }
    CompletedExecutions.write(login, completed);
    levels.check(flow);
  }

  @Override
  public void onParentFlowSuccess(AuthenticationFlowContext context) {
    // Keycloak notes more afterwards.
  }

  @Override
  public void authenticate(AuthenticationFlowContext context) {
    step.authenticate(context);
  }

  @Override
  public void action(AuthenticationFlowContext context) {
    step.action(context);
  }

  @Override
  public boolean requiresUser() {
    return step.requiresUser();
  }

  @Override
  public boolean configuredFor(KeycloakSession keycloak, RealmModel realm, UserModel user) {
    return step.configuredFor(keycloak, realm, user);
  }

  @Override
  public void setRequiredActions(KeycloakSession keycloak, RealmModel realm, UserModel user) {
    step.setRequiredActions(keycloak, realm, user);
  }

  @Override
  public void close() {
    step.close();
  }
}
