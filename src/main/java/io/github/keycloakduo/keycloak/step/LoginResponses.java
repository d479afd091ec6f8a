package io.github.keycloakduo.keycloak.step;

import io.github.keycloakduo.authentication.LoginResult;
import io.github.keycloakduo.authentication.OutcomeDetails;
import io.github.keycloakduo.settings.DuoMfaSettings;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;

/** The responses of a login: pages for people, OAuth errors for gateways. */
public interface LoginResponses {
  /** The user has to choose a factor, perhaps after one that failed. */
  Response factor(
      AuthenticationFlowContext flow, DuoMfaSettings settings, LoginResult.FactorRequired required);

  /** The user has to show a credential that Keycloak itself keeps, since Duo is out of reach. */
  Response otherFactor(
      AuthenticationFlowContext flow,
      DuoMfaSettings settings,
      LoginResult.OtherFactorRequired required);

  /** The user has to answer questions. */
  Response questions(AuthenticationFlowContext flow, LoginResult.QuestionsRequired required);

  /** A factor runs. */
  Response waiting(
      AuthenticationFlowContext flow, DuoMfaSettings settings, LoginResult.Pending pending);

  /** The attempt is over. */
  Response ended(AuthenticationFlowContext flow, OutcomeDetails details, Optional<URI> portal);

  /** Keycloak itself has locked or disabled the user; says nothing about the password. */
  Response locked(AuthenticationFlowContext flow);
}
