package io.github.keycloakduo.authentication;

import io.github.keycloakduo.mfa.DuoUsername;
import io.github.keycloakduo.mfa.Factor;
import io.github.keycloakduo.mfa.Outcome;

/**
 * The listener to the outcomes of a login's factors. It is called in the background, and may touch
 * Keycloak. It outlives the request that began the factor, of which it must hold nothing but plain
 * data.
 */
public interface FactorListener {
  /** Duo has sent a push or a text message, or calls. Called at once, and must not block. */
  void onContact(Factor factor);

  /** An outcome is known, whether or not a request of the login comes for it. */
  void onOutcome(Outcome outcome);

  /**
   * No request of the login has come for an outcome. Called once for it, over all nodes; from then
   * on the login does not report it.
   *
   * @param username the user whom Duo was asked for
   */
  void onUncollected(OutcomeDetails details, DuoUsername username);
}
