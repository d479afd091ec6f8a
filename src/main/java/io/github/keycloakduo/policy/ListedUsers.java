package io.github.keycloakduo.policy;

/**
 * The users whom the user list of a configuration names in its realm.
 *
 * @param groupMissing whether it names a Keycloak group that the realm does not have
 * @param anybody false only if it is certain that no user of the realm is listed
 */
public record ListedUsers(boolean groupMissing, boolean anybody) {}
