package io.github.keycloakduo.keycloak.step;

import io.github.keycloakduo.authentication.NextStep;
import io.github.keycloakduo.authentication.OutcomeDetails;
import io.github.keycloakduo.authentication.Reaction;
import io.github.keycloakduo.settings.DuoMfaSettings;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;

/** What a login answers: pages to people, documents to gateways. */
public interface LoginResponses {
  /** The user chooses a factor, perhaps after one that failed. */
  Response factor(
      AuthenticationFlowContext context, DuoMfaSettings settings, Reaction.AskFactor ask);

  /** The user answers questions. */
  Response questions(AuthenticationFlowContext context, NextStep.AskAnswers ask);

  /** A factor runs. */
  Response waiting(
      AuthenticationFlowContext context, DuoMfaSettings settings, Reaction.AskPatience ask);

  /** The attempt is over. */
  Response ended(AuthenticationFlowContext context, OutcomeDetails ruling, Optional<URI> portal);

  /** Keycloak itself has locked or disabled the user; says no more than a wrong code. */
  Response locked(AuthenticationFlowContext context);
}
