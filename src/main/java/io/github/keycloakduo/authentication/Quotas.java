package io.github.keycloakduo.authentication;

/** How often a user may be contacted, and how often he may be wrong. */
public record Quotas(PushRateLimit contacts, PasscodeAttempts guesses) {}
