package io.github.keycloakduo.policy;

/**
 * A warning about a step of a login.
 *
 * @param sentence for the administrator; never a secret
 */
public record StepWarning(LoginStep step, String sentence) {}
