package io.github.keycloakduo.keycloak.admin.flows;

import io.github.keycloakduo.mfa.LogSafeText;

/**
 * An exemption in the configuration of a Duo step that is probably not meant.
 *
 * @param sentence for the administrator
 * @param ofEverybody whether the step therefore asks nobody; else nobody is exempt now, but all may
 *     be as soon as something changes
 */
public record StepExemption(String sentence, boolean ofEverybody) {
  /** The same where it holds for logins to one client: the step asks all others. */
  StepExemption forClient(String clientId) {
    return new StepExemption(
        "for the client \"" + LogSafeText.of(clientId) + "\" " + sentence, false);
  }
}
