package io.github.keycloakduo.keycloak.admin.flows;

/**
 * A flow that lets somebody in without asking Duo, or has a Duo step that must be put right.
 *
 * @param flow its alias; blank where no flow is run
 * @param boundTo what it is for, such as {@code browser}
 * @param client the client that has it for itself; blank if it is the realm's
 * @param reason one sentence
 */
public record OpenFlow(String flow, String boundTo, String client, String reason) {}
