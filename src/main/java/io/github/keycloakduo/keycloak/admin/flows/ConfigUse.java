package io.github.keycloakduo.keycloak.admin.flows;

/**
 * The use of a configuration by a step.
 *
 * @param configId of the configuration
 * @param flow alias of the top-level flow that the step is in
 * @param step provider id of the step
 */
public record ConfigUse(String configId, String flow, String step) {}
