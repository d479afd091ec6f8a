package io.github.keycloakduo.policy;

import io.github.keycloakduo.mfa.ClientIp;
import io.github.keycloakduo.mfa.UserDirectory;
import java.util.Optional;

/**
 * The input of the rules: everything about a login that one of them may read.
 *
 * @param username of the gateway user, as Keycloak keeps it and not as it was typed
 * @param userGroup membership in the group of the user list
 * @param attribute absent when none is configured
 * @param directory asked only when a rule needs it
 * @param clientIp absent when unknown
 * @param passive whether the client forbids to ask the user
 */
public record PolicyFacts(
    String username,
    GroupMembership userGroup,
    Optional<UserAttribute> attribute,
    UserDirectory directory,
    RequiredAssurance assurance,
    Optional<ClientIp> clientIp,
    boolean passive) {}
