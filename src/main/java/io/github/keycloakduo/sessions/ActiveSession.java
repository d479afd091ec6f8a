package io.github.keycloakduo.sessions;

/**
 * A user session that exists and has not expired.
 *
 * @param startedAt epoch seconds
 */
public record ActiveSession(String id, long startedAt) {}
