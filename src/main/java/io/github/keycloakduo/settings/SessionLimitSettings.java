package io.github.keycloakduo.settings;

/**
 * The limit of parallel sessions of a user from one address ({@code connection_limit}). Only there
 * when the limit is above 0.
 *
 * @param limit at least 1
 * @param endsOldest make room by ending the oldest session, instead of refusing the new login
 */
public record SessionLimitSettings(int limit, boolean endsOldest) {}
