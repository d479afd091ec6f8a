package io.github.keycloakduo.testkit.realm;

/** A user of a test realm and what he types to log in. */
public record TestUser(String id, String username, String password) {}
