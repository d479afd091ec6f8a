package io.github.keycloakduo.policy;

import io.github.keycloakduo.mfa.UserDirectory;
import java.util.Optional;

/**
 * Everything a step may look at.
 *
 * @param username of the gateway user, as Keycloak keeps it and not as it was typed
 * @param userGroup membership in the group of the user list
 * @param attribute absent when none is configured
 * @param directory asked only when a step needs it, and once
 * @param clientIp canonical; absent when unknown
 */
public record PolicyFacts(
    String username,
    GroupMembership userGroup,
    Optional<UserAttribute> attribute,
    UserDirectory directory,
    RequiredAssurance assurance,
    Optional<String> clientIp) {}
